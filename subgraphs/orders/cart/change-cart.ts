import type { Database, Transaction } from '#platform/postgres/database.ts';
import { type UserError, userError } from '#platform/subgraph/user-errors.ts';
import { customerNow } from '../guest/adopted-guests.ts';
import { type CartView, lockCart, lockOpenCart, touchCart } from './cart-store.ts';
import { createTurns } from './in-turn.ts';

/** Why any change may leave a cart as it is. */
type CartRefusal = UserError<'CartNotFound'> | (UserError<'Conflict'> & { cart: CartView });

export type CartChange<Refusal> = { __typename: 'changed'; cart: CartView } | CartRefusal | Refusal;

/** Which cart is changed, and by whom; `customerId` null is a guest without a session. */
export interface CartTarget {
  customerId: string | null;
  /** Absent is the customer's open cart; a guest's new one. */
  cartId?: string | undefined;
  /** Where the cart must stand for the change to be made; absent changes it wherever it stands. */
  expectedVersion?: number | undefined;
}

export const cartNotFound = () => userError('CartNotFound', 'There is no such cart.');

/** A cart that is just being made is nothing to be at another version. */
const notExpected = (cart: CartView): CartRefusal =>
  cart.version === 0 ? cartNotFound() : userError('Conflict', 'The cart has been changed in between.', { cart });

/** Carries an answer out of a transaction that must not be committed. */
class Refused<Answer> extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('the cart stays as it is');
    this.answer = answer;
  }
}

/**
 * Changes a cart: one change after the other, so that none is lost.
 *
 * @param work what is done to the locked cart; its answer says why nothing of it is to be kept
 */
export type ChangeCart = <Refusal = never>(
  target: CartTarget,
  work: (tx: Transaction, cart: CartView) => Promise<Refusal | undefined>,
) => Promise<CartChange<Refusal>>;

export function createChangeCart(database: Database): ChangeCart {
  const inTurn = createTurns();
  return async function change<Refusal = never>(
    { customerId, cartId, expectedVersion }: CartTarget,
    work: (tx: Transaction, cart: CartView) => Promise<Refusal | undefined>,
  ): Promise<CartChange<Refusal>> {
    try {
      return await inTurn(cartId ?? customerId ?? undefined, () =>
        database.transaction(async (tx) => {
          const owner = customerId === null ? null : await customerNow(tx, customerId);
          const cart = cartId === undefined ? await lockOpenCart(tx, owner) : await lockCart(tx, cartId, owner);
          if (cart === undefined) throw new Refused(cartNotFound());
          if (expectedVersion !== undefined && expectedVersion !== cart.version) throw new Refused(notExpected(cart));
          const refusal = await work(tx, cart);
          if (refusal !== undefined) throw new Refused(refusal);
          return { __typename: 'changed', cart: await touchCart(tx, cart.id) };
        }),
      );
    } catch (error) {
      if (error instanceof Refused) return error.answer;
      throw error;
    }
  };
}
