import { createHash } from 'node:crypto';
import type { Database, Transaction } from './database.ts';

export interface IdempotentCall {
  /** Keys of different callers and operations never meet: `placeOrder:<user id>`. */
  scope: string;
  key: string;
  /** The whole input but the key; equal inputs must have equal JSON. */
  input: unknown;
}

export type IdempotentAnswer<Answer> =
  | { kind: 'answered'; answer: Answer; replayed: boolean }
  | { kind: 'in-progress' }
  | { kind: 'reused' };

/**
 * Runs `work` once for a key. Its answer (failures of the business included) is stored in the same transaction as its
 * effect and given again to every later call with the same key and input.
 *
 * @param work its answer must survive JSON; what it throws rolls everything back, and the key stays free
 */
export function idempotent<Answer>(
  database: Database,
  { scope, key, input }: IdempotentCall,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<IdempotentAnswer<Answer>> {
  const fingerprint = createHash('sha256').update(JSON.stringify(input)).digest();
  return database.transaction(async (tx) => {
    // Held until the end of the transaction: a second call does not wait for the first one's outcome, it is told.
    const lock = await tx.query<{ free: boolean }>({
      name: 'idempotency.lock',
      text: `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS free`,
      values: [`${scope}\n${key}`],
    });
    if (lock.rows[0]?.free !== true) return { kind: 'in-progress' };
    const found = await tx.query<{ fingerprint: Buffer; answer: Answer }>({
      name: 'idempotency.find',
      text: `SELECT fingerprint, answer FROM idempotency_keys WHERE scope = $1 AND key = $2`,
      values: [scope, key],
    });
    const first = found.rows[0];
    if (first !== undefined) {
      return first.fingerprint.equals(fingerprint)
        ? { kind: 'answered', answer: first.answer, replayed: true }
        : { kind: 'reused' };
    }
    const answer = await work(tx);
    await tx.query({
      name: 'idempotency.keep',
      text: `INSERT INTO idempotency_keys (scope, key, fingerprint, answer) VALUES ($1, $2, $3, $4)`,
      values: [scope, key, fingerprint, JSON.stringify(answer)],
    });
    return { kind: 'answered', answer, replayed: false };
  });
}
