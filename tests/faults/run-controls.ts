import { join } from 'node:path';
import type { Control } from './controls/control.ts';
import type { ControlResult } from './controls/control-result.ts';
import { makePatchedCopy } from './controls/patched-copy.ts';
import type { FaultyEngines } from './engines/start-engines.ts';
import { detailsOf } from './report.ts';
import { ALL_ROWS } from './rows/all-rows.ts';
import { type RowResult, runRow } from './run-row.ts';
import { openStage } from './stage.ts';

export interface RunControlsOptions {
  engines: FaultyEngines;
  controls: readonly Control[];
  folder: string;
  seed: number;
  slack: number;
  say(line: string): void;
}

/** What is lost without a guard never comes to its end: nobody waits for it as long as for the product. In ms. */
const ENDED_WITHIN_MS = 15_000;

async function runBroken(control: Control, { engines, folder, seed, slack }: RunControlsOptions): Promise<RowResult> {
  const row = ALL_ROWS.find(({ name }) => name === control.row);
  if (row === undefined) throw new Error(`${control.name}: there is no row ${control.row}`);
  using copy = makePatchedCopy(control.edits);
  await using stage = await openStage({
    engines,
    sourceRoot: copy.sourceRoot,
    folder: join(folder, control.name),
    seed,
    slack,
  });
  return await runRow(stage, row, ENDED_WITHIN_MS);
}

/** Takes one guard after another out of a copy of the product; the checker has to find each of them missing. */
export async function runControls(options: RunControlsOptions): Promise<ControlResult[]> {
  const results: ControlResult[] = [];
  for (const control of options.controls) {
    const result = await runBroken(control, options);
    const broken = result.invariants.filter(({ ok }) => !ok).map(({ name }) => name);
    const noticed = control.expects.some((name) => broken.includes(name));
    results.push({ control: control.name, says: control.says, noticed, broken, seconds: result.seconds });
    options.say(`${noticed ? 'green' : 'RED  '} ${control.name}: the checker found ${broken.join(', ') || 'nothing'}`);
    if (!noticed) for (const line of detailsOf([result])) options.say(`      ${line}`);
  }
  return results;
}
