import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceName } from '../system/variables.ts';
import type { Row, RowContext } from './row.ts';

const PRELOAD = new URL('shifted-clock.mjs', import.meta.url).href;
const TEN_MINUTES_MS = 600_000;
const WRONG_FOR_MS = 6_000;

async function withShiftedClock({ system }: RowContext, name: ServiceName, shiftMs: number): Promise<void> {
  const env = system.environmentOf(name);
  const shifted = { ...env, SHIFTED_CLOCK_MS: String(shiftMs) };
  await system.service(name).restart({ env: shifted, nodeArguments: ['--import', PRELOAD] });
  await delay(WRONG_FOR_MS);
  await system.service(name).restart({ env, nodeArguments: [] });
}

/** A preload moves Date: libfaketime is not everywhere, and makes Node's own timers jump. */
const clockOf = (name: ServiceName): Row => ({
  name: `clock-${name}`,
  injects: `The clock of ${name} is ten minutes fast, then ten minutes slow, and right again.`,
  async inject(context) {
    await withShiftedClock(context, name, TEN_MINUTES_MS);
    await withShiftedClock(context, name, -TEN_MINUTES_MS);
  },
});

export const clockRows: readonly Row[] = [clockOf('payments'), clockOf('orders')];
