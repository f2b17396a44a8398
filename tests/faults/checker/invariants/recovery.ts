import type { Evidence } from '../evidence.ts';
import type { Findings, Invariant } from '../invariant.ts';
import { ENDED } from './ended.ts';

/** From a service's start to where it says that it is ready, in ms. */
const READY_MS = 5_000;
/** From there to where an order that was under way goes on. */
const RESUMED_MS = 15_000;
/** From the fault's end (or the order's beginning) to the order's end. */
const ENDED_MS = 60_000;

interface Step {
  order_id: string;
  status: string;
  at: Date;
}

/** Times are PostgreSQL's own: the clocks of services may be wrong. */
const STEPS = `
  SELECT envelope->>'aggregateId' AS order_id, envelope->'data'->>'status' AS status, created_at AS at
  FROM outbox WHERE envelope->>'type' = 'orders.order-updated.v1' ORDER BY position`;

/** What waits for nobody but us: not for a customer who has not paid. */
const GOES_ON_BY_ITSELF = new Set(['PENDING', 'AWAITING_SHIPMENT']);

const after = (steps: readonly Step[], instant: number) => steps.find(({ at }) => at.getTime() > instant);
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

function checkRestarts({ input }: Evidence, findings: Findings): void {
  for (const [service, restarts] of Map.groupBy(input.restarts, (restart) => restart.service)) {
    for (const { startedAt, readyMs } of restarts) {
      // One that was killed again on its way says nothing.
      if (readyMs === null) continue;
      const told = `${service} was started at ${startedAt.toISOString()} and ready after ${seconds(readyMs)}`;
      findings.expect(readyMs <= READY_MS * input.slack, told);
    }
    findings.expect(restarts.at(-1)?.readyMs !== null, `${service} was started and never became ready`);
  }
}

function checkResumed(id: string, steps: readonly Step[], from: number, slack: number, findings: Findings): void {
  const last = steps.findLast(({ at }) => at.getTime() <= from);
  if (last === undefined || !GOES_ON_BY_ITSELF.has(last.status)) return;
  const ms = (after(steps, from)?.at.getTime() ?? Number.POSITIVE_INFINITY) - from;
  findings.expect(
    ms <= RESUMED_MS * slack,
    `order ${id}: ${last.status} when all was well again, it went on after ${seconds(ms)}`,
  );
}

function checkEnded(id: string, steps: readonly Step[], from: number, findings: Findings): void {
  const placed = steps[0]?.at.getTime() ?? from;
  const ended = steps.find(({ status }) => ENDED.has(status))?.at.getTime() ?? Number.POSITIVE_INFINITY;
  const ms = ended - Math.max(from, placed);
  findings.expect(ms <= ENDED_MS, `order ${id}: it ended ${seconds(ms)} after the fault`);
}

/** A service is back in 5 s, orders go on in 15 s, and 60 s after a fault every order has ended. */
export const recoveryInvariant: Invariant = {
  name: 'recovery',
  async check(evidence: Evidence, findings: Findings) {
    checkRestarts(evidence, findings);
    const { fault, restarts, slack } = evidence.input;
    const over = fault?.endedAt.getTime() ?? 0;
    const readyAt = restarts.map((restart) => restart.readyAt?.getTime() ?? 0);
    const rows = await evidence.query<Step & Record<string, unknown>>('orders', STEPS);
    for (const [id, steps] of Map.groupBy(rows, ({ order_id }) => order_id)) {
      if (fault != null) checkResumed(id, steps, Math.max(over, ...readyAt), slack, findings);
      checkEnded(id, steps, over, findings);
    }
  },
};
