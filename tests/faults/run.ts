import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ControlResult } from './controls/control-result.ts';
import { CONTROLS } from './controls/controls.ts';
import { startEngines } from './engines/start-engines.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { allGreen, controlsTableOf, documentOf, tableOf } from './report.ts';
import { ALL_ROWS } from './rows/all-rows.ts';
import type { Row } from './rows/row.ts';
import { prepareControls } from './run-controls.ts';
import type { RowResult } from './run-row.ts';
import { runRows } from './run-rows.ts';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const DOCUMENT = join(projectRoot, 'docs/benchmarks/faults.md');
/** The short reel runs where others do, too: it judges what is lost, and seconds only roughly. */
const SHORT_SLACK = 4;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** What is named, the short reel, or all. @throws Error naming what there is not */
function choose<Named extends { name: string; short?: true | 'only' }>(
  all: readonly Named[],
  { rows, short }: Options,
) {
  if (rows !== undefined) return all.filter(({ name }) => rows.includes(name));
  return short ? all.filter((one) => one.short !== undefined) : all.filter((one) => one.short !== 'only');
}

function refuseUnknown({ rows = [] }: Options): void {
  const known = new Set([...ALL_ROWS, ...CONTROLS].map(({ name }) => name));
  const unknown = rows.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`--rows: there is no ${unknown.join(', ')}; --list names them`);
}

interface Outcome {
  results: readonly RowResult[];
  controls: readonly ControlResult[];
}

async function runAll(options: Options, folder: string): Promise<Outcome> {
  const rows: readonly Row[] = choose(ALL_ROWS, options);
  const begun = performance.now();
  await using engines = await startEngines(folder);
  say(`engines: up after ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
  const { sourceRoot = projectRoot, seed } = options;
  const slack = options.short ? SHORT_SLACK : 1;
  const shared = { engines, folder, seed, slack, say };
  await using controls = prepareControls({ ...shared, controls: choose(CONTROLS, options) });
  const results = await runRows({ ...shared, rows, sourceRoot, nearlyDone: controls.begin });
  return { results, controls: await controls.run() };
}

async function run(options: Options): Promise<boolean> {
  refuseUnknown(options);
  const folder = mkdtempSync(join(tmpdir(), 'agora-faults-'));
  // Under root PostgreSQL runs as nobody, who has to get in.
  chmodSync(folder, 0o755);
  const started = performance.now();
  const { results, controls } = await runAll(options, folder);
  const seconds = Math.round((performance.now() - started) / 1_000);
  if (results.length > 0) say(`\n${tableOf(results)}`);
  if (controls.length > 0) say(`\n${controlsTableOf(controls)}`);
  say(`\nseed ${options.seed}, ${seconds} s`);
  const green = allGreen(results, controls);
  if (!options.short && options.rows === undefined) {
    writeFileSync(DOCUMENT, documentOf({ results, controls, rows: ALL_ROWS, seed: options.seed, seconds }));
  }
  if (options.keep || !green) say(`logs, journals and the clients' history: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
  return green;
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) say(HELP);
  else if (options.list) {
    for (const { name, injects } of ALL_ROWS) say(`${name.padEnd(28)} ${injects}`);
    for (const { name, says } of CONTROLS) say(`${name.padEnd(28)} ${says}`);
  } else return (await run(options)) ? 0 : 1;
  return 0;
}

// What was started ends with this process: engines/process-group.ts and postgres-engine.ts see to that.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
