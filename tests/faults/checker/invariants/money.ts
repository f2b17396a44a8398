import type { Evidence } from '../evidence.ts';
import type { FoldedOrder } from '../fold-order.ts';
import type { Findings, Invariant } from '../invariant.ts';
import { readOrders } from '../read-orders.ts';
import { ENDED } from './ended.ts';
import { heldIn, type OwnBook, type ProviderBook, STEPS, type Sums, sumJournal, sumLedger } from './money-books.ts';

const UNBALANCED = `
  SELECT t.id, coalesce(string_agg(e.amount_minor || ' ' || e.currency, ', '), 'no entries') AS entries
  FROM ledger_transactions t LEFT JOIN ledger_entries e ON e.transaction_id = t.id
  GROUP BY t.id
  HAVING count(e.*) = 0 OR EXISTS (
    SELECT FROM ledger_entries s WHERE s.transaction_id = t.id GROUP BY s.currency HAVING sum(s.amount_minor) <> 0)`;

/** What customers' wallets have, and what the ledger says of them. Credits are negative there. */
const WALLETS = `
  SELECT coalesce((SELECT sum(balance_minor) FROM wallets), 0)::text AS balances,
    coalesce((SELECT sum(held_minor) FROM wallets), 0)::text AS holds,
    coalesce((SELECT -sum(amount_minor) FROM ledger_entries WHERE account = 'customer-wallet'), 0)::text AS booked,
    coalesce((SELECT -sum(amount_minor) FROM ledger_entries WHERE account = 'wallet-holds'), 0)::text AS booked_holds`;

/** What the provider has still to be asked about. */
const UNSETTLED = `
  SELECT 'payment ' || id || ' of order ' || order_id AS what, state || coalesce(', to be ' || wanted, '') AS state
  FROM payments WHERE state = 'PENDING' OR wanted IS NOT NULL
  UNION ALL SELECT 'refund ' || id || ' of order ' || order_id, state FROM refunds WHERE state = 'PENDING'`;

async function checkSettled({ query }: Evidence, findings: Findings): Promise<void> {
  const unsettled = await query<{ what: string; state: string }>('payments', UNSETTLED);
  const told = unsettled.map(({ what, state }) => `${what} is ${state}`).join('; ');
  findings.expect(unsettled.length === 0, `not settled: ${told}`);
}

async function checkBooks({ query }: Evidence, findings: Findings): Promise<void> {
  const unbalanced = await query<{ id: string; entries: string }>('payments', UNBALANCED);
  findings.expect(
    unbalanced.length === 0,
    unbalanced.map(({ id, entries }) => `ledger transaction ${id} does not balance: ${entries}`).join('; '),
  );
  const [wallets] = await query<Record<string, string>>('payments', WALLETS);
  const { balances, holds, booked, booked_holds: bookedHolds } = wallets ?? {};
  findings.expect(balances === booked, `wallets have ${balances}, the ledger says ${booked}`);
  findings.expect(holds === bookedHolds, `wallets hold ${holds}, the ledger says ${bookedHolds}`);
}

const shown = ({ authorized, captured, voided, refunded }: Sums) =>
  `authorized ${authorized}, captured ${captured}, voided ${voided}, refunded ${refunded}`;

/** Both sides, order by order and step by step. */
function compare(provider: ProviderBook, own: OwnBook, findings: Findings): void {
  for (const id of new Set([...provider.byOrder.keys(), ...own.provided.keys()])) {
    const theirs = provider.byOrder.get(id);
    const ours = own.provided.get(id);
    const equal = STEPS.every((step) => (theirs?.[step] ?? 0n) === (ours?.[step] ?? 0n));
    const told = (sums: Sums | undefined) => (sums === undefined ? 'nothing' : shown(sums));
    findings.expect(equal, `order ${id}: the provider has ${told(theirs)}; our ledger has ${told(ours)}`);
  }
  for (const [id, sums] of provider.byId) {
    const sound = sums.refunded <= sums.captured && sums.captured <= sums.authorized && heldIn(sums) >= 0n;
    findings.expect(sound, `authorization ${id} of order ${sums.order}: ${shown(sums)}`);
  }
}

function checkOrder(id: string, order: FoldedOrder, sums: Sums | undefined, findings: Findings): void {
  const { status, paymentStatus, total, refunded } = order;
  if (!ENDED.has(status)) return;
  const { captured = 0n, captures = 0, refunded: givenBack = 0n } = sums ?? {};
  const expect = (holds: boolean, otherwise: string) =>
    findings.expect(holds, `order ${id}, ${status} ${paymentStatus} over ${total}: ${otherwise}`);
  const held = sums === undefined ? 0n : heldIn(sums);
  expect(held === 0n, `${held} are still held`);
  expect(givenBack <= captured, `${captured} were captured, and ${givenBack} given back`);
  if (status === 'COMPLETED') {
    expect(captures === 1 && captured === total, `${captures} captures took ${captured}`);
    expect(givenBack === refunded, `${givenBack} were given back, the order says ${refunded}`);
  } else {
    expect(captured === givenBack, `${captured} were captured, and ${givenBack} given back`);
  }
}

/**
 * A completed order is paid once and in full, one that ended otherwise costs nothing, and the provider says the same as our
 * ledger.
 */
export const moneyInvariant: Invariant = {
  name: 'money',
  async check(evidence: Evidence, findings: Findings) {
    const orders = await readOrders(evidence);
    const provider = sumJournal(evidence.journal);
    const own = await sumLedger(evidence);
    await checkBooks(evidence, findings);
    await checkSettled(evidence, findings);
    compare(provider, own, findings);
    for (const id of new Set([...provider.byOrder.keys(), ...own.all.keys()])) {
      findings.expect(orders.has(id), `money was moved for ${id}, which is no order`);
    }
    for (const [id, order] of orders) {
      // Of the provider's and our account the one that is worse for the customer; a wallet is in ours only.
      checkOrder(id, order, own.all.get(id), findings);
      const theirs = provider.byOrder.get(id);
      if (theirs !== undefined) checkOrder(id, order, theirs, findings);
    }
  },
};
