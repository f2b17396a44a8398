import type { PhaseResult } from './phases.ts';
import { summarize } from './statistics.ts';

const row = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;

const KINDS = ['read', 'cart', 'checkout', 'order'];

/** How long the answers to each kind of operation took, at the last rate of a phase. */
export function latenciesOf({ offered }: PhaseResult) {
  const samples = offered.at(-1)?.samples ?? [];
  return KINDS.flatMap((kind) => {
    const answered = samples.filter((sample) => sample.kind === kind && sample.outcome === 'ok');
    return answered.length === 0 ? [] : [{ kind, ...summarize(answered) }];
  });
}

function tableOf(result: PhaseResult): string[] {
  const { title, checks } = result;
  const lines = latenciesOf(result).map(({ kind, count, p50, p95, p99 }) =>
    row(kind, count, p50.toFixed(1), p95.toFixed(1), p99.toFixed(1)),
  );
  return [
    `### ${title}`,
    '',
    row('answered', 'operations', 'p50 ms', 'p95 ms', 'p99 ms'),
    row('---', '--:', '--:', '--:', '--:'),
    ...lines,
    '',
    row('has to be', 'is', ''),
    row('---', '---', '---'),
    ...checks.map(({ what, found, ok }) => row(what, found, ok ? 'reached' : '**not reached**')),
    '',
  ];
}

/** The page about a run, Markdown. @param cpu ms of CPU an operation in the steady phase, by process */
export function writePage(results: readonly PhaseResult[], machine: string, cpu: ReadonlyMap<string, number>): string {
  const costs = [...cpu].sort(([, a], [, b]) => b - a).map(([name, value]) => row(name, value.toFixed(2)));
  return [
    '# Checkout under load',
    '',
    '`npm run bench:checkout` writes this page. Everything runs on one machine, the load as well, which with the gateway comes before all else for the CPU; latencies are from the instant at which an operation was to begin.',
    '',
    `- ${machine}`,
    '',
    ...results.flatMap(tableOf),
    ...(costs.length === 0
      ? []
      : ['### CPU in the steady phase', '', row('process', 'ms an operation'), row('---', '--:'), ...costs, '']),
  ].join('\n');
}
