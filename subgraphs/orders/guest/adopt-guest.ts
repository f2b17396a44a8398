import type { Envelope } from '#contracts/envelope.ts';
import type { DataOf } from '#contracts/message-contract.ts';
import type { guestAdopted } from '#contracts/users.ts';
import type { CallingHandler } from '#platform/messaging/consumer.ts';
import type { Database } from '#platform/postgres/database.ts';
import { ZERO_ID } from '#platform/subgraph/user-errors.ts';
import { adoptGuestCarts } from '../cart/adopt-guest-carts.ts';
import type { Advance } from '../checkout/advance.ts';
import { findOrderIds } from '../order/order-view.ts';
import { adoptKeys } from './adopt-keys.ts';
import { rememberAdoption } from './adopted-guests.ts';

/** Most orders attached in one transaction. */
const BATCH = 50;

type Adoption = DataOf<typeof guestAdopted>;
export type AdoptGuest = CallingHandler<Adoption, void>;

/**
 * Gives a user what the guest had who has signed in: first the orders, some at a time, then the carts. Orders that were
 * attached before a crash are passed over when the message comes again.
 */
export function createAdoptGuest(database: Database, advance: Advance): AdoptGuest {
  /** Attaches the guest's next orders, and gives the ids of those it has looked at. */
  const attachSome = (message: Envelope<Adoption>, after: string) =>
    database.transaction(async (tx) => {
      const { guestId, userId } = message.data;
      const command = { type: 'AttachCustomer', formerCustomerId: guestId, customerId: userId } as const;
      const orderIds = await findOrderIds(tx, guestId, after, BATCH);
      for (const orderId of orderIds) {
        const advanced = await advance(tx, orderId, command, message);
        if (!advanced.ok) throw new Error(`order ${orderId} of guest ${guestId}: ${advanced.reason}`);
      }
      return orderIds;
    });

  return {
    async call(message) {
      const { guestId, userId } = message.data;
      await database.transaction(async (tx) => {
        await rememberAdoption(tx, guestId, userId);
        await adoptKeys(tx, guestId, userId);
      });
      for (let after: string | undefined = ZERO_ID; after !== undefined; ) {
        after = (await attachSome(message, after)).at(-1);
      }
    },
    apply: (tx, message) => adoptGuestCarts(tx, message.data),
  };
}
