import type { Evidence } from './evidence.ts';
import { createFindings, type Invariant } from './invariant.ts';
import { cartsInvariant } from './invariants/carts.ts';
import { eventsInvariant } from './invariants/events.ts';
import { moneyInvariant } from './invariants/money.ts';
import { ordersInvariant } from './invariants/orders.ts';
import { ownersInvariant } from './invariants/owners.ts';
import { recoveryInvariant } from './invariants/recovery.ts';
import { stockInvariant } from './invariants/stock.ts';
import { streamsInvariant } from './invariants/streams.ts';

export interface Verdict {
  name: string;
  ok: boolean;
  /** How many things were looked at. */
  checked: number;
  violated: number;
  /** The first of them, as sentences. */
  violations: readonly string[];
}

export const INVARIANTS: readonly Invariant[] = [
  stockInvariant,
  moneyInvariant,
  ordersInvariant,
  cartsInvariant,
  ownersInvariant,
  eventsInvariant,
  streamsInvariant,
  recoveryInvariant,
];

const SHOWN = 20;

/** Checks an invariant. What cannot be checked, and what found nothing to check, does not hold. */
export async function checkOne({ name, check }: Invariant, evidence: Evidence): Promise<Verdict> {
  const findings = createFindings();
  try {
    await check(evidence, findings);
    if (findings.checked === 0) findings.expect(false, 'there was nothing to check');
  } catch (error) {
    findings.expect(false, `it could not be checked: ${(error as Error).message}`);
  }
  const { checked, violations } = findings;
  const violated = violations.length;
  return { name, ok: violated === 0, checked, violated, violations: violations.slice(0, SHOWN) };
}

export const checkAll = (evidence: Evidence): Promise<Verdict[]> =>
  Promise.all(INVARIANTS.map((invariant) => checkOne(invariant, evidence)));
