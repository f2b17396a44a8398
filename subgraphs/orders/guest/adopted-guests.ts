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

/** Ends the transaction of a call that came from a guest who is a user by now. */
class Adopted extends Error {
  readonly userId: string;
  constructor(userId: string) {
    super('the guest is a user now');
    this.userId = userId;
  }
}

/**
 * Makes a call in the name of whoever the caller is now, so that a guest's call and the user's have one idempotency key: that
 * of a guest who has signed in is made again from the start, as the user's.
 *
 * @param call is given whom it is made for; within its transaction `check` tells that this is so until that one ends
 */
export async function inNameOf<Answer>(
  callerId: string,
  call: (customerId: string, check: (tx: Transaction) => Promise<void>) => Promise<Answer>,
): Promise<Answer> {
  const callAs = (customerId: string) =>
    call(customerId, async (tx) => {
      const now = await customerNow(tx, customerId);
      if (now !== customerId) throw new Adopted(now);
    });
  try {
    return await callAs(callerId);
  } catch (error) {
    if (error instanceof Adopted) return callAs(error.userId);
    throw error;
  }
}
