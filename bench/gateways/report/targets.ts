import type { Results } from '../contest.ts';
import type { Operation } from '../operations.ts';
import { type Figure, timesLess } from './figures.ts';

/** What ours has to reach: at least so many times less than another gateway. */
export interface Target {
  text: string;
  operation: Operation;
  than: string;
  times: number;
  figure: Figure;
  runs?: 'samples' | 'crowded';
}

const cpu = (operation: Operation, than: string, title: string, times: number): Target => ({
  text: `${operation}: CPU, ${title} ÷ ours`,
  operation,
  than,
  times,
  figure: 'cpu',
});

const STOCK = 'Apollo Gateway';
const HIVE = 'Hive Gateway';

const targets: readonly Target[] = [
  cpu('variants', 'stock', STOCK, 8),
  cpu('variants', 'hive', HIVE, 5),
  cpu('variants', 'grafbase', 'Grafbase', 1),
  cpu('big', 'stock', STOCK, 10),
  cpu('big', 'hive', HIVE, 3),
  cpu('small', 'stock', STOCK, 8),
  cpu('small', 'hive', HIVE, 2),
  cpu('mutation', 'stock', STOCK, 6),
  cpu('rotating', 'stock', STOCK, 6),
  cpu('rotating', 'hive', HIVE, 4),
  { text: `variants: peak memory, ${STOCK} ÷ ours`, operation: 'variants', than: 'stock', times: 1, figure: 'memory' },
  {
    text: `variants: p99 at 200 connections, ${STOCK} ÷ ours`,
    operation: 'variants',
    than: 'stock',
    times: 2,
    figure: 'p99',
    runs: 'crowded',
  },
];

export interface Verdict extends Target {
  /** Undefined when one of the two was not measured. */
  found: number | undefined;
}

/** Holds what was measured against what has to be reached. */
export function judge(results: Results): Verdict[] {
  return targets
    .filter(({ operation }) => results.has(operation))
    .map((target) => ({ ...target, found: timesLess(results, target.operation, { ...target, gateway: 'ours' }) }));
}
