import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/postgres/database.ts';
import {
  type InvalidInput,
  idOrNone,
  invalidInput,
  type UserError,
  userError,
} from '#platform/subgraph/user-errors.ts';
import type { PriceList } from '../catalogue/price-list.ts';
import {
  addItem,
  type CartItemView,
  type CartView,
  countItems,
  insertCart,
  lockCart,
  MAX_LINES,
  MAX_QUANTITY,
  setItem,
  takeItems,
} from './cart-store.ts';

export type CartChange =
  | { __typename: 'changed'; cart: CartView }
  | UserError<'CartNotFound'>
  | (UserError<'ProductNotFound'> & { productId: string })
  | InvalidInput;

const productNotFound = (message: string, productId: string) => userError('ProductNotFound', message, { productId });
const cartNotFound = () => userError('CartNotFound', 'There is no such cart.');

/** Carries an answer out of a transaction that must not be committed. */
class Refused extends Error {
  readonly answer: CartChange;
  constructor(answer: CartChange) {
    super(answer.__typename);
    this.answer = answer;
  }
}

/** What viewers do to carts; `customerId` null is a guest. */
export function createCartChanges(database: Database, priceList: PriceList) {
  const change = (work: Parameters<typeof database.transaction<CartChange>>[0]): Promise<CartChange> =>
    database.transaction(work).catch((error) => {
      if (error instanceof Refused) return error.answer;
      throw error;
    });

  return {
    /**
     * Puts more of a product into a cart, or into a new one.
     *
     * @throws GraphQLError SUBGRAPH_UNAVAILABLE
     */
    async add(customerId: string | null, cartId: string | undefined, item: CartItemView): Promise<CartChange> {
      const products = await priceList.pricesOf([item.productId]);
      if (!products.has(item.productId)) return productNotFound('There is no such product.', item.productId);
      return change(async (tx) => {
        const cart =
          cartId === undefined ? await insertCart(tx, uuidv7(), customerId) : await lockCart(tx, cartId, customerId);
        if (cart === undefined) throw new Refused(cartNotFound());
        if (!(await addItem(tx, cart.id, item))) {
          const message = `a cart holds at most ${MAX_QUANTITY} of a product`;
          throw new Refused(invalidInput([{ path: 'quantity', message }]));
        }
        if ((await countItems(tx, cart.id)) > MAX_LINES) {
          const message = `a cart holds at most ${MAX_LINES} different products`;
          throw new Refused(invalidInput([{ path: 'productId', message }]));
        }
        return { __typename: 'changed', cart };
      });
    },

    /** Sets how many of a product a cart holds; 0 takes it out. */
    set(customerId: string | null, cartId: string, item: CartItemView): Promise<CartChange> {
      const productId = idOrNone(item.productId);
      return change(async (tx) => {
        const cart = await lockCart(tx, cartId, customerId);
        if (cart === undefined) throw new Refused(cartNotFound());
        if (item.quantity === 0) await takeItems(tx, cartId, [productId]);
        else if (!(await setItem(tx, cartId, { ...item, productId }))) {
          throw new Refused(productNotFound('The cart does not hold this product.', item.productId));
        }
        return { __typename: 'changed', cart };
      });
    },
  };
}

export type CartChanges = ReturnType<typeof createCartChanges>;
