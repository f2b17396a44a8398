import { type Authorization, type Outcome, type Settlement, settle } from './authorization/authorization.ts';
import { type BookRecord, bookRecord, type Decided, fingerprintOf } from './book-record.ts';
import { openJournalFile } from './journal-file.ts';

/** One step of money, as an auditor compares it with the merchant's ledger. Amount in minor units. */
export interface JournalEntry {
  seq: number;
  at: string;
  type: 'pending' | 'authorized' | 'declined' | 'captured' | 'voided' | 'refunded';
  id: string;
  amount: string;
  currency: string;
  reference: string;
  idempotencyKey: string;
}

/** A step with the authorization as it was after it. */
export interface Step extends JournalEntry {
  authorization: Authorization;
  /** With `pending`. */
  settles: Settlement | undefined;
}

/** `decided`: by this call, not by an earlier one with the key. */
export type Performed = { outcome: Outcome; decided: boolean } | 'key_reused';

export interface Book {
  /**
   * Decides a request once per idempotency key: the first call runs `decide` and puts its outcome on disk, a repeat
   * of the same request gets that first outcome (refusals too), another request under the key gets 'key_reused'.
   * Synchronous, so that no two requests are ever half decided.
   */
  perform(idempotencyKey: string, request: unknown, decide: () => Outcome): Performed;
  /** Settles a transfer without anybody's request; refused, with nothing written, unless it is pending. */
  settleTransfer(id: string, as: 'authorized' | 'declined'): Outcome | undefined;
  settleWebhook(seq: number, webhook: 'delivered' | 'given-up'): void;
  find(id: string): Authorization | undefined;
  /** The authorization (or decline) that was asked for under this key, as it is now. */
  findByIdempotencyKey(idempotencyKey: string): Authorization | undefined;
  entries(): JournalEntry[];
  pendingTransfers(): Step[];
  /** Steps whose webhooks are not settled. */
  owedWebhooks(): Step[];
  /** Calls `listener` with every step from now on, once it is on disk. */
  follow(listener: (step: Step) => void): void;
  close(): void;
}

const entryOf = ({ authorization, settles, ...entry }: Step): JournalEntry => entry;

/** Opens the provider's book over its journal file (undefined: memory only). Throws when the file is damaged. */
export const openBook = (journalFile: string | undefined): Book => {
  const byKey = new Map<string, Decided>();
  /** The step that an authorization is after, by its id. */
  const latest = new Map<string, Step>();
  const askedUnder = new Map<string, string>();
  const steps: Step[] = [];
  const owed = new Map<number, Step>();
  const listeners: ((step: Step) => void)[] = [];

  const rememberStep = ({ at, idempotencyKey, outcome }: Decided): Step | undefined => {
    if (outcome.type === 'refused') return undefined;
    const { type, amount, authorization, settles } = outcome;
    const { id, currency, reference } = authorization;
    const seq = steps.length + 1;
    const step = { seq, at, type, id, amount, currency, reference, idempotencyKey, authorization, settles };
    if (!latest.has(id)) askedUnder.set(idempotencyKey, id);
    latest.set(id, step);
    steps.push(step);
    owed.set(seq, step);
    return step;
  };

  const remember = (record: BookRecord): Step | undefined => {
    if ('webhook' in record) {
      owed.delete(record.seq);
      return undefined;
    }
    if (record.fingerprint !== undefined) byKey.set(record.idempotencyKey, record);
    return rememberStep(record);
  };

  const journal = openJournalFile(journalFile, (value) => bookRecord.parse(value));
  journal.entries.forEach(remember);

  const write = (record: BookRecord): void => {
    journal.append(record);
    const step = remember(record);
    if (step) for (const listener of listeners) listener(step);
  };
  const now = () => new Date().toISOString();

  return {
    perform(idempotencyKey, request, decide) {
      const fingerprint = fingerprintOf(request);
      const first = byKey.get(idempotencyKey);
      if (first) return first.fingerprint === fingerprint ? { outcome: first.outcome, decided: false } : 'key_reused';
      const outcome = decide();
      write({ at: now(), idempotencyKey, fingerprint, outcome });
      return { outcome, decided: true };
    },
    settleTransfer(id, as) {
      const pending = latest.get(id);
      if (!pending) return undefined;
      const outcome = settle(pending.authorization, as);
      if (outcome.type !== 'refused') write({ at: now(), idempotencyKey: pending.idempotencyKey, outcome });
      return outcome;
    },
    settleWebhook: (seq, webhook) => write({ at: now(), seq, webhook }),
    find: (id) => latest.get(id)?.authorization,
    findByIdempotencyKey: (idempotencyKey) => latest.get(askedUnder.get(idempotencyKey) ?? '')?.authorization,
    entries: () => steps.map(entryOf),
    pendingTransfers: () => [...latest.values()].filter(({ type }) => type === 'pending'),
    owedWebhooks: () => [...owed.values()],
    follow: (listener) => listeners.push(listener),
    close: journal.close,
  };
};
