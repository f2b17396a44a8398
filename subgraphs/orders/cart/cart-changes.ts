import type { Database } from '#platform/postgres/database.ts';
import {
  type InvalidInput,
  idOrNone,
  invalidInput,
  type UserError,
  userError,
} from '#platform/subgraph/user-errors.ts';
import type { PriceList } from '../catalogue/price-list.ts';
import { type CouponNotApplicable, couponNotApplicable } from '../promotion/coupon-not-applicable.ts';
import { findOffers } from '../promotion/find-offers.ts';
import { standingRefusal } from '../promotion/promotion-refusal.ts';
import {
  addItem,
  type CartItem,
  countItems,
  forgetCappings,
  MAX_LINES,
  MAX_QUANTITY,
  setItem,
  takeAllItems,
  takeItems,
} from './cart-items.ts';
import { setCoupon } from './cart-store.ts';
import { type CartChange, type CartTarget, cartNotFound, createChangeCart } from './change-cart.ts';
import { mergeInto } from './merge-carts.ts';

type ProductNotFound = UserError<'ProductNotFound'> & { productId: string };

export type ProductQuantity = Pick<CartItem, 'productId' | 'quantity'>;

const productNotFound = (message: string, productId: string): ProductNotFound =>
  userError('ProductNotFound', message, { productId });

/** What viewers do to carts. */
export function createCartChanges(database: Database, priceList: PriceList) {
  const change = createChangeCart(database);

  return {
    /**
     * Puts more of a product into a cart.
     *
     * @throws GraphQLError SUBGRAPH_UNAVAILABLE
     */
    async add(target: CartTarget, item: ProductQuantity): Promise<CartChange<ProductNotFound | InvalidInput>> {
      const product = (await priceList.pricesOf([item.productId])).get(item.productId);
      if (product === undefined) return productNotFound('There is no such product.', item.productId);
      return change(target, async (tx, cart) => {
        if (!(await addItem(tx, cart.id, { ...item, priceThen: product.price }))) {
          const message = `a cart holds at most ${MAX_QUANTITY} of a product`;
          return invalidInput([{ path: 'quantity', message }]);
        }
        if ((await countItems(tx, cart.id)) > MAX_LINES) {
          const message = `a cart holds at most ${MAX_LINES} different products`;
          return invalidInput([{ path: 'productId', message }]);
        }
        await forgetCappings(tx, cart.id, [item.productId]);
        return undefined;
      });
    },

    /** Sets how many of a product a cart holds; 0 takes it out. */
    set(target: CartTarget, item: ProductQuantity): Promise<CartChange<ProductNotFound>> {
      const productId = idOrNone(item.productId);
      return change(target, async (tx, { id }) => {
        if (item.quantity === 0) await takeItems(tx, id, [productId]);
        else if (!(await setItem(tx, id, { ...item, productId }))) {
          return productNotFound('The cart does not hold this product.', item.productId);
        }
        await forgetCappings(tx, id, [productId]);
        return undefined;
      });
    },

    /** Takes all of a product out of a cart, if it is in it. */
    remove(target: CartTarget, productId: string): Promise<CartChange<never>> {
      return change<never>(target, async (tx, { id }) => {
        await takeItems(tx, id, [idOrNone(productId)]);
        return undefined;
      });
    },

    /** Takes everything out of a cart, the coupon too. */
    clear(target: CartTarget): Promise<CartChange<never>> {
      return change<never>(target, async (tx, { id }) => {
        await takeAllItems(tx, id);
        await setCoupon(tx, id, null);
        return undefined;
      });
    },

    /** Puts what a guest's cart holds into the customer's open one, and ends the guest's. */
    merge(
      target: CartTarget & { customerId: string },
      guestCartId: string,
    ): Promise<CartChange<UserError<'CartNotFound'>>> {
      return change(target, async (tx, cart) =>
        (await mergeInto(tx, cart, guestCartId, cart.customerId)) ? undefined : cartNotFound(),
      );
    },

    /** Puts a coupon to a cart. What of it depends on the cart is asked whenever the cart is priced. */
    applyCoupon(target: CartTarget, code: string): Promise<CartChange<CouponNotApplicable>> {
      return change(target, async (tx, { id, customerId }) => {
        const now = new Date();
        const { coupons } = await findOffers(tx, customerId, [code], now);
        const coupon = coupons.get(code);
        const refusal = coupon === undefined ? 'UNKNOWN_CODE' : standingRefusal(coupon, now);
        if (refusal !== undefined) return couponNotApplicable(code, refusal);
        await setCoupon(tx, id, code);
        return undefined;
      });
    },

    removeCoupon(target: CartTarget): Promise<CartChange<never>> {
      return change<never>(target, async (tx, { id }) => {
        await setCoupon(tx, id, null);
        return undefined;
      });
    },
  };
}

export type CartChanges = ReturnType<typeof createCartChanges>;
