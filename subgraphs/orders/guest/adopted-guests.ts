import type { Transaction } from '#platform/postgres/database.ts';

/**
 * Remembers for ever that what a guest brings is a user's from now on. Waits for the orders that the guest is just placing,
 * so that whoever looks for the guest's orders afterwards finds them.
 */
export async function rememberAdoption(tx: Transaction, guestId: string, userId: string): Promise<void> {
  await tx.query({
    name: 'guest.lock',
    text: `SELECT pg_advisory_xact_lock(hashtextextended('guest ' || $1, 0))`,
    values: [guestId],
  });
  await tx.query({
    name: 'guest.remember',
    text: `INSERT INTO adopted_guests (guest_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
    values: [guestId, userId],
  });
}

/**
 * Whose it is now what a guest brings: the user's who has signed in, or still the guest's. The answer holds until the end
 * of the transaction.
 */
export async function customerNow(tx: Transaction, customerId: string): Promise<string> {
  // A statement of its own: the next one must see what was committed while this one waited.
  await tx.query({
    name: 'guest.lock-shared',
    text: `SELECT pg_advisory_xact_lock_shared(hashtextextended('guest ' || $1, 0))`,
    values: [customerId],
  });
  const { rows } = await tx.query<{ userId: string }>({
    name: 'guest.find-user',
    text: `SELECT user_id AS "userId" FROM adopted_guests WHERE guest_id = $1`,
    values: [customerId],
  });
  return rows[0]?.userId ?? customerId;
}
