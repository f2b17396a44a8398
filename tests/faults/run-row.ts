import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#platform/testkit/eventually.ts';
import { check, type Invariant } from './check.ts';
import { type Drained, drain } from './drain.ts';
import type { Row } from './rows/row.ts';
import type { Stage } from './stage.ts';

export interface RowResult {
  row: string;
  invariants: readonly Invariant[];
  /** From the end of the fault until everything was at its end, in ms. */
  drainedMs: number | undefined;
  /** Orders acknowledged during the row. */
  orders: number;
  seconds: number;
  /** What it spent them on, in seconds. */
  phases: ReadonlyMap<Phase, number>;
  notes: readonly string[];
}

/** Until customers are served, the fault, load afterwards, until customers have their answers, until all is at rest, the checker. */
export type Phase = 'served' | 'fault' | 'load' | 'answers' | 'rest' | 'check';

/** All has to be at its end by then, in ms from the end of the fault. */
const ENDED_WITHIN_MS = 60_000;
/** Customers come for so long after the fault, in ms: recovery is not to be had from an empty shop. */
const LOAD_AFTERWARDS_MS = 2_000;
/** Orders acknowledged before the fault begins. */
const ORDERS_BEFORE = 3;
const SERVED_WITHIN_MS = 60_000;

export interface RunRowOptions {
  /** How long things may take to come to their end, in ms. */
  withinMs?: number;
  /** Called when only what the fault has left is to be waited for. */
  faultIsOver?: () => void;
}

export const isGreen = ({ invariants }: RowResult) => invariants.every(({ ok }) => ok);

interface Progress {
  notes: string[];
  done(phase: Phase): void;
  faultIsOver(): void;
}

async function injectUnderLoad(stage: Stage, row: Row, { notes, done, faultIsOver }: Progress) {
  const { engines, system, workload, random, planted } = stage;
  const before = workload.orders();
  workload.start(row.checkoutsPerSecond);
  try {
    await eventually('customers are served', () => workload.orders() >= before + ORDERS_BEFORE, SERVED_WITHIN_MS);
    done('served');
    const startedAt = Date.now();
    let endedAt: number | undefined;
    await row.inject({
      engines,
      system,
      workload,
      random,
      plant: (messageId) => planted.push(messageId),
      ended() {
        endedAt = Date.now();
        system.enginesAreBack();
      },
      tell: (note) => notes.push(note),
    });
    endedAt ??= Date.now();
    done('fault');
    faultIsOver();
    await delay(LOAD_AFTERWARDS_MS);
    done('load');
    return { startedAt, endedAt };
  } finally {
    await workload.stop();
    done('answers');
  }
}

const endedInvariant = ({ afterMs, left }: Drained, withinMs: number): Invariant => ({
  name: 'ended',
  ok: afterMs !== undefined,
  checked: 1,
  violations: left.map((what) => `${withinMs / 1_000} s after the fault: ${what}`),
});

/**
 * Injects a row's fault under load, lets everything come to its end, and asks the checker. Does not reject for a red row.
 */
export async function runRow(
  stage: Stage,
  row: Row,
  { withinMs = ENDED_WITHIN_MS, faultIsOver = () => {} }: RunRowOptions = {},
): Promise<RowResult> {
  const begun = performance.now();
  const before = stage.workload.orders();
  const notes: string[] = [];
  const phases = new Map<Phase, number>();
  let phaseBegun = begun;
  const done = (phase: Phase) => {
    const now = performance.now();
    phases.set(phase, (now - phaseBegun) / 1_000);
    phaseBegun = now;
  };
  const result = (invariants: readonly Invariant[], drainedMs?: number): RowResult => ({
    row: row.name,
    invariants,
    drainedMs,
    orders: stage.workload.orders() - before,
    seconds: (performance.now() - begun) / 1_000,
    phases,
    notes,
  });
  try {
    await stage.system.untilReady();
    const { startedAt, endedAt } = await injectUnderLoad(stage, row, { notes, done, faultIsOver });
    // Customers who came after the fault have their deadlines from then on.
    const since = Math.max(endedAt, Date.now() - LOAD_AFTERWARDS_MS);
    const drained = await drain(stage.engines, stage.system, since, withinMs);
    done('rest');
    const invariants = await check(stage.engines, stage.system, {
      historyFile: stage.history.file,
      planted: stage.planted,
      slack: stage.slack,
      fault: { startedAt: new Date(startedAt).toISOString(), endedAt: new Date(endedAt).toISOString() },
    });
    done('check');
    return result([...invariants, endedInvariant(drained, withinMs)], drained.afterMs);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return result([{ name: 'ran', ok: false, checked: 1, violations: [reason] }]);
  }
}
