import type { Transaction } from '#platform/postgres/database.ts';

const OPERATIONS = ['placeOrder', 'cancelOrder', 'returnItems'];

/**
 * What a guest was answered, the user who has signed in is answered, too: a call that is repeated because its answer was
 * lost does nothing twice, whoever repeats it.
 */
export async function adoptKeys(tx: Transaction, guestId: string, userId: string): Promise<void> {
  await tx.query({
    name: 'guest.adopt-keys',
    text: `INSERT INTO idempotency_keys (scope, key, fingerprint, answer)
           SELECT split_part(scope, ':', 1) || ':' || $2, key, fingerprint, answer
           FROM idempotency_keys WHERE scope = ANY($1::text[])
           ON CONFLICT DO NOTHING`,
    values: [OPERATIONS.map((operation) => `${operation}:${guestId}`), userId],
  });
}
