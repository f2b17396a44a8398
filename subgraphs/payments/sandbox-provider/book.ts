import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Authorization, type Outcome, outcome } from './authorization/authorization.ts';
import { openJournalFile } from './journal-file.ts';

const bookRecord = z.object({
  at: z.string(),
  idempotencyKey: z.string(),
  /** SHA-256 of the request: tells a replay from a reused key without keeping the token. */
  fingerprint: z.string(),
  outcome,
});
type BookRecord = z.infer<typeof bookRecord>;

/** One step of money, as an auditor compares it with the merchant's ledger. Amount in minor units. */
export interface JournalEntry {
  seq: number;
  at: string;
  type: 'authorized' | 'declined' | 'captured' | 'voided' | 'refunded';
  id: string;
  amount: string;
  currency: string;
  reference: string;
  idempotencyKey: string;
}

export interface Book {
  /**
   * Decides a request once per idempotency key: the first call runs `decide` and puts its outcome on disk, a repeat
   * of the same request gets that first outcome (refusals too), another request under the key gets 'key_reused'.
   * Synchronous, so that no two requests are ever half decided.
   */
  perform(idempotencyKey: string, request: unknown, decide: () => Outcome): Outcome | 'key_reused';
  find(id: string): Authorization | undefined;
  /** The authorization (or decline) that was asked for under this key, as it is now. */
  findByIdempotencyKey(idempotencyKey: string): Authorization | undefined;
  entries(): readonly JournalEntry[];
  close(): void;
}

const fingerprintOf = (request: unknown): string => createHash('sha256').update(JSON.stringify(request)).digest('hex');

/** Opens the provider's book over its journal file (undefined: memory only). Throws when the file is damaged. */
export const openBook = (journalFile: string | undefined): Book => {
  const byKey = new Map<string, BookRecord>();
  const authorizations = new Map<string, Authorization>();
  const entries: JournalEntry[] = [];

  const remember = (record: BookRecord): void => {
    const { at, idempotencyKey, outcome: result } = record;
    byKey.set(idempotencyKey, record);
    if (result.type === 'refused') return;
    const { id, currency, reference } = result.authorization;
    authorizations.set(id, result.authorization);
    const seq = entries.length + 1;
    entries.push({ seq, at, type: result.type, id, amount: result.amount, currency, reference, idempotencyKey });
  };

  const journal = openJournalFile(journalFile, (value) => bookRecord.parse(value));
  journal.entries.forEach(remember);

  return {
    perform(idempotencyKey, request, decide) {
      const fingerprint = fingerprintOf(request);
      const first = byKey.get(idempotencyKey);
      if (first) return first.fingerprint === fingerprint ? first.outcome : 'key_reused';
      const record = { at: new Date().toISOString(), idempotencyKey, fingerprint, outcome: decide() };
      journal.append(record);
      remember(record);
      return record.outcome;
    },
    find: (id) => authorizations.get(id),
    findByIdempotencyKey(idempotencyKey) {
      const result = byKey.get(idempotencyKey)?.outcome;
      if (result?.type !== 'authorized' && result?.type !== 'declined') return undefined;
      return authorizations.get(result.authorization.id);
    },
    entries: () => entries,
    close: journal.close,
  };
};
