import { join } from 'node:path';
import type { FaultyEngines } from './engines/start-engines.ts';
import { detailsOf, timesOf } from './report.ts';
import type { Row } from './rows/row.ts';
import { isGreen, type RowResult, runRow } from './run-row.ts';
import { openStage, type Stage } from './stage.ts';

export interface RunRowsOptions {
  engines: FaultyEngines;
  rows: readonly Row[];
  sourceRoot: string;
  folder: string;
  seed: number;
  slack: number;
  say(line: string): void;
  /** Called when the last row's fault is over. */
  nearlyDone(): void;
}

/** Runs rows one after another on one system; after a red one on a new one, so that each stands for itself. */
export async function runRows({
  engines,
  rows,
  sourceRoot,
  folder,
  seed,
  slack,
  say,
  nearlyDone,
}: RunRowsOptions): Promise<RowResult[]> {
  const results: RowResult[] = [];
  let stage: Stage | undefined;
  let stages = 0;
  try {
    for (const row of rows) {
      const reason = row.cannotRun?.();
      if (reason !== undefined) {
        say(`${row.name}: left out: ${reason}`);
        continue;
      }
      stage ??= await openStage({ engines, sourceRoot, folder: join(folder, `system-${stages++}`), seed, slack, say });
      const result = await runRow(stage, row, row === rows.at(-1) ? { faultIsOver: nearlyDone } : {});
      results.push(result);
      say(`${isGreen(result) ? 'green' : 'RED  '} ${row.name} (${result.orders} orders, ${timesOf(result)})`);
      for (const line of detailsOf([result])) say(`      ${line}`);
      if (isGreen(result)) continue;
      await stage[Symbol.asyncDispose]();
      stage = undefined;
    }
  } finally {
    await stage?.[Symbol.asyncDispose]();
  }
  return results;
}
