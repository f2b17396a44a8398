import { join } from 'node:path';
import type { Control } from './controls/control.ts';
import type { ControlResult } from './controls/control-result.ts';
import { makePatchedCopy } from './controls/patched-copy.ts';
import type { FaultyEngines } from './engines/start-engines.ts';
import { openAhead } from './open-ahead.ts';
import { detailsOf, timesOf } from './report.ts';
import { ALL_ROWS } from './rows/all-rows.ts';
import { runRow } from './run-row.ts';
import { openStage, type Stage } from './stage.ts';

export interface ControlsOptions {
  engines: FaultyEngines;
  controls: readonly Control[];
  folder: string;
  seed: number;
  slack: number;
  say(line: string): void;
}

/** What is lost without a guard never comes to its end: nobody waits for it as long as for the product. In ms. */
const ENDED_WITHIN_MS = 10_000;

/** Nor do its customers, in ms. */
const PATIENCE_MS = 8_000;

/** A system of the product without a guard. */
async function openBroken({ name, edits }: Control, options: ControlsOptions): Promise<Stage> {
  await using opening = new AsyncDisposableStack();
  const { sourceRoot } = opening.use(makePatchedCopy(edits));
  const stage = opening.use(
    await openStage({ ...options, sourceRoot, folder: join(options.folder, name), patienceMs: PATIENCE_MS }),
  );
  const opened = opening.move();
  return { ...stage, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

export interface Controls extends AsyncDisposable {
  /** Begins to start the first one's system, while something else comes to its end. */
  begin(): void;
  run(): Promise<ControlResult[]>;
}

/** Takes one guard after another out of a copy of the product; the checker has to find each of them missing. */
export function prepareControls(options: ControlsOptions): Controls {
  const { controls, say } = options;
  const stages = openAhead(controls.map((control) => () => openBroken(control, options)));

  async function runOne(control: Control): Promise<ControlResult> {
    const row = ALL_ROWS.find(({ name }) => name === control.row);
    if (row === undefined) throw new Error(`${control.name}: there is no row ${control.row}`);
    await using stage = await stages.take();
    const result = await runRow(stage, row, { withinMs: ENDED_WITHIN_MS, faultIsOver: stages.begin });
    const broken = result.invariants.filter(({ ok }) => !ok).map(({ name }) => name);
    const noticed = control.expects.some((name) => broken.includes(name));
    const found = broken.join(', ') || 'nothing';
    say(`${noticed ? 'green' : 'RED  '} ${control.name}: the checker found ${found} (${timesOf(result)})`);
    if (!noticed) for (const line of detailsOf([result])) say(`      ${line}`);
    return { control: control.name, says: control.says, noticed, broken, seconds: result.seconds };
  }

  return {
    begin: stages.begin,
    async run() {
      const results: ControlResult[] = [];
      for (const control of controls) results.push(await runOne(control));
      return results;
    },
    [Symbol.asyncDispose]: () => stages[Symbol.asyncDispose](),
  };
}
