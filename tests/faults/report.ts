import { availableParallelism } from 'node:os';
import type { ControlResult } from './controls/control-result.ts';
import type { Row } from './rows/row.ts';

import { isGreen, type RowResult } from './run-row.ts';

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

const mark = (result: RowResult, invariant: string): string => {
  const found = result.invariants.find(({ name }) => name === invariant);
  if (found === undefined) return '–';
  return found.ok ? `${found.checked}` : '**RED**';
};

/** Rows by invariants, as a table in Markdown: how many things were looked at, or RED. */
export function tableOf(results: readonly RowResult[]): string {
  const names = [...new Set(results.flatMap(({ invariants }) => invariants.map(({ name }) => name)))];
  const head = ['Row', 'orders', ...names, 'at rest after', 'took'];
  const rows = results.map((result) => [
    result.row,
    String(result.orders),
    ...names.map((name) => mark(result, name)),
    result.drainedMs === undefined ? '–' : `${(result.drainedMs / 1_000).toFixed(1)} s`,
    `${result.seconds.toFixed(0)} s`,
  ]);
  return table(head, rows);
}

/** Guards that were taken out, and what the checker found broken without them. */
export const controlsTableOf = (results: readonly ControlResult[]): string =>
  table(
    ['Without a guard', 'what it is without', 'the checker', 'found broken'],
    results.map(({ control, says, noticed, broken }) => [
      control,
      says,
      noticed ? 'noticed' : '**DID NOT NOTICE**',
      broken.join(', '),
    ]),
  );

/** What a row took, and for what. */
export const timesOf = ({ seconds, phases }: RowResult): string =>
  `${seconds.toFixed(0)} s: ${[...phases].map(([phase, took]) => `${phase} ${took.toFixed(1)}`).join(', ')}`;

/** What is wrong and what was noted, a line each. */
export function detailsOf(results: readonly RowResult[]): string[] {
  return results.flatMap((result) => [
    ...result.notes.map((note) => `${result.row}: ${note}`),
    ...result.invariants
      .filter(({ ok }) => !ok)
      .flatMap(({ name, violations }) => violations.map((violation) => `${result.row}: RED ${name}: ${violation}`)),
  ]);
}

export const allGreen = (results: readonly RowResult[], controls: readonly ControlResult[]): boolean =>
  results.every(isGreen) && controls.every(({ noticed }) => noticed);

export interface Report {
  results: readonly RowResult[];
  controls: readonly ControlResult[];
  rows: readonly Row[];
  seed: number;
  seconds: number;
}

/** docs/benchmarks/faults.md: what was broken, what the checker found. */
export function documentOf({ results, controls, rows, seed, seconds }: Report): string {
  const ran = rows.filter(({ name }) => results.some(({ row }) => row === name));
  const leftOut = rows.filter((row) => row.short !== 'only' && !ran.includes(row)).map(({ name }) => name);
  return `# The run of faults

Written by \`npm run faults -- --seed=${seed}\`, which took ${seconds} s on ${availableParallelism()} cores. A cell says how many things the checker looked at for this invariant and found right, counted from the start of the row's system; what they mean is in [tests/faults](../../tests/faults/README.md).

${tableOf(results)}
${leftOut.length === 0 ? '' : `\nNot run here: ${leftOut.join(', ')}.\n`}
## Negative controls

${controlsTableOf(controls)}

## What is broken in each row

${ran.map(({ name, injects }) => `- **${name}**: ${injects}`).join('\n')}
`;
}
