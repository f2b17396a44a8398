import { MANY_CONNECTIONS, type Result, type Results } from '../contest.ts';
import type { Contestant } from '../contestants/contestant.ts';
import type { Operation } from '../operations.ts';
import { figureOf, median, timesLess } from './figures.ts';
import { judge, type Verdict } from './targets.ts';

export interface Report {
  results: Results;
  /** Those that took part. */
  contestants: readonly Contestant[];
  /** Those that did not, and why. */
  absent: readonly { title: string; reason: string }[];
  /** Lines on the machine and its software. */
  machine: readonly string[];
  /** Bytes of the reference's first answer. */
  sizes: ReadonlyMap<Operation, number>;
}

const number = (value: number | undefined, digits: number) => (value === undefined ? '—' : value.toFixed(digits));

const ratio = (value: number | undefined) => (value === undefined ? '—' : `${value.toFixed(1)} ×`);

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(row)].join('\n');

const ABOUT: Readonly<Record<Operation, string>> = {
  big: 'one nested query over all four subgraphs, again and again',
  variants:
    '64 queries of the same shape for other data each, in turn: no two have an operation or a subgraph request in common',
  small: 'a query of one subgraph, with a variable',
  mutation: 'a mutation in one subgraph, its answer out of three',
  rotating: '50 different operations of one to four subgraphs, in turn',
};

function figuresOf(results: Results, name: Operation, { title, name: gateway }: Contestant): string[] {
  const result: Result | undefined = results.get(name)?.get(gateway);
  if (result?.leftOut !== undefined) return [title, ...Array.from({ length: 9 }, () => '—')];
  return [
    title,
    number(figureOf(result, 'cpu'), 3),
    ratio(timesLess(results, name, { gateway, than: 'stock', figure: 'cpu' })),
    number(figureOf(result, 'rps'), 0),
    number(figureOf(result, 'p50'), 1),
    number(figureOf(result, 'p99'), 1),
    number(median((result?.crowded ?? []).map(({ p99 }) => p99)), 0),
    number(figureOf(result, 'memory'), 0),
    number(figureOf(result, 'calls'), 1),
    number((figureOf(result, 'busy') ?? 0) * 100, 0),
  ];
}

const HEAD = [
  '',
  'CPU ms a request',
  'less than Apollo’s',
  'requests/s',
  'p50 ms',
  'p99 ms',
  `p99 ms, ${MANY_CONNECTIONS} connections`,
  'peak MB',
  'subgraph calls',
  'core used %',
];

function section({ results, contestants, sizes }: Report, name: Operation): string {
  const rows = contestants.map((contestant) => figuresOf(results, name, contestant));
  const notes = contestants.flatMap(({ title, name: gateway }) => {
    const result = results.get(name)?.get(gateway);
    if (result === undefined) return [];
    if (result.leftOut !== undefined) return [`- ${title} is left out: ${result.leftOut.replace(/\s+/g, ' ')}`];
    return [
      ...(result.likeness === 'same bytes' ? [] : [`- ${title}’s answer: ${LIKENESS[result.likeness]}`]),
      ...(result.crowdedOut === undefined
        ? []
        : [`- ${title} at ${MANY_CONNECTIONS} connections: ${result.crowdedOut}`]),
    ];
  });
  // The column is there for one operation only.
  const crowded = name === 'variants';
  const shown = [HEAD, ...rows].map((cells) => cells.filter((_, index) => crowded || index !== 6));
  const [head = [], ...body] = shown;
  const size = sizes.get(name) ?? 0;
  return [
    `## ${name}`,
    `${ABOUT[name]} (answer: ${size.toLocaleString('en')} bytes).`,
    table(head, body),
    notes.join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const LIKENESS: Readonly<Record<Result['likeness'], string>> = {
  'same bytes': 'the same bytes as Apollo Gateway’s',
  same: 'the same data in the same order; other blanks or `extensions`',
  'other key order': 'the same data, its keys in another order',
  'another answer': 'another one',
};

const outcome = ({ found, times }: Verdict) =>
  found === undefined ? 'not measured' : found >= times ? 'reached' : '**not reached**';

function targetTable(results: Results): string {
  const verdicts = judge(results);
  const rows = verdicts.map((verdict) => [
    verdict.text,
    `≥ ${verdict.times} ×`,
    verdict.found === undefined ? '—' : `${verdict.found.toFixed(2)} ×`,
    outcome(verdict),
  ]);
  return table(['Target', 'at least', 'found', ''], rows);
}

/** The tables alone, for the terminal. */
export function writeTables(report: Report): string {
  const absent = report.absent.map(({ title, reason }) => `- ${title} is not here: ${reason.replace(/\s+/g, ' ')}`);
  const sections = [...report.results.keys()].map((name) => section(report, name));
  return [...sections, '## Targets', targetTable(report.results), absent.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The whole page for docs/benchmarks/. */
export function writeMarkdown(report: Report): string {
  return `# Gateways compared

![CPU per request of each gateway](gateways.svg)

\`npm run bench:gateways\` writes this page (needs Linux, two cores, wrk; under 10 minutes). CPU time per request is the figure to trust: it holds for any number of cores, and does not depend on how fast the load is. How it is measured: [bench/README.md](../../bench/README.md).

${report.machine.map((line) => `- ${line}`).join('\n')}

${report.contestants.map(({ title, describe }) => `- **${title}**: ${describe()}`).join('\n')}

${writeTables(report)}
`;
}
