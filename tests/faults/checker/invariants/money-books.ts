import type { Evidence } from '../evidence.ts';
import type { JournalEntry } from '../journal.ts';

/** The steps of money that both the provider and we write down. */
export const STEPS = ['authorized', 'captured', 'voided', 'refunded'] as const;
export type Step = (typeof STEPS)[number];

/** Minor units by step, and how many captures they are. */
export type Sums = Record<Step, bigint> & { captures: number };

const noSums = (): Sums => ({ authorized: 0n, captured: 0n, voided: 0n, refunded: 0n, captures: 0 });

/** What is still held: neither taken nor given back. */
export const heldIn = ({ authorized, captured, voided }: Sums): bigint => authorized - captured - voided;

function sumsAt(byKey: Map<string, Sums>, key: string): Sums {
  const sums = byKey.get(key) ?? noSums();
  byKey.set(key, sums);
  return sums;
}

function addStep(sums: Sums, step: Step, amount: bigint): void {
  sums[step] += amount;
  if (step === 'captured') sums.captures += 1;
}

export interface ProviderBook {
  /** By authorisation. */
  byId: Map<string, Sums & { order: string }>;
  /** By order. */
  byOrder: Map<string, Sums>;
}

const isStep = (type: string): type is Step => (STEPS as readonly string[]).includes(type);

/** Adds the provider's journal up. A transfer that is given up before its money came moves nothing. */
export function sumJournal(journal: readonly JournalEntry[]): ProviderBook {
  const byId: ProviderBook['byId'] = new Map();
  const byOrder: ProviderBook['byOrder'] = new Map();
  for (const { type, id, amount, reference } of journal) {
    const sums = byId.get(id) ?? { ...noSums(), order: reference };
    byId.set(id, sums);
    if (!isStep(type) || (type === 'voided' && sums.authorized === 0n)) continue;
    addStep(sums, type, amount);
    addStep(sumsAt(byOrder, reference), type, amount);
  }
  return { byId, byOrder };
}

const LEDGER = `
  SELECT p.order_id, t.kind, p.method, count(DISTINCT t.id)::int AS times,
    coalesce(sum(e.amount_minor) FILTER (WHERE e.account = CASE t.kind
      WHEN 'AUTHORIZE' THEN CASE p.method WHEN 'WALLET' THEN 'customer-wallet' ELSE 'authorized-funds' END
      WHEN 'CAPTURE' THEN CASE p.method WHEN 'WALLET' THEN 'wallet-holds' ELSE 'provider-clearing' END
      WHEN 'VOID' THEN CASE p.method WHEN 'WALLET' THEN 'wallet-holds' ELSE 'customer-holds' END
      WHEN 'REFUND' THEN 'revenue' END), 0) AS amount
  FROM ledger_transactions t JOIN payments p ON p.id = t.payment_id JOIN ledger_entries e ON e.transaction_id = t.id
  GROUP BY p.order_id, t.kind, p.method`;

const STEP_OF: Record<string, Step> = {
  AUTHORIZE: 'authorized',
  CAPTURE: 'captured',
  VOID: 'voided',
  REFUND: 'refunded',
};

export interface OwnBook {
  /** By order: what went through the provider. */
  provided: Map<string, Sums>;
  /** By order: everything, customers' wallets too. */
  all: Map<string, Sums>;
}

/** Adds our ledger up: each step by what it debits. */
export async function sumLedger({ query }: Evidence): Promise<OwnBook> {
  const rows = await query<{ order_id: string; kind: string; method: string; times: number; amount: string }>(
    'payments',
    LEDGER,
  );
  const book: OwnBook = { provided: new Map(), all: new Map() };
  for (const { order_id, kind, method, times, amount } of rows) {
    const step = STEP_OF[kind];
    if (step === undefined) continue;
    for (const byOrder of method === 'WALLET' ? [book.all] : [book.all, book.provided]) {
      const sums = sumsAt(byOrder, order_id);
      sums[step] += BigInt(amount);
      if (step === 'captured') sums.captures += times;
    }
  }
  return book;
}
