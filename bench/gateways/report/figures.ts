import type { Result, Results } from '../contest.ts';
import type { Sample } from '../measure/sample.ts';
import type { Operation } from '../operations.ts';

/** The middle one of some numbers; undefined of none. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  const lower = sorted.length % 2 === 0 ? sorted[middle - 1] : upper;
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

export type Figure = keyof Sample;

export function figureOf(result: Result | undefined, figure: Figure): number | undefined {
  return median((result?.samples ?? []).map((sample) => sample[figure]));
}

type Runs = 'samples' | 'crowded';

/**
 * How many times less of something a gateway takes than another one: median of the rounds' ratios, each of two runs next to
 * each other. Undefined when one of them has no figures.
 */
export function timesLess(
  results: Results,
  operation: Operation,
  { gateway, than, figure, runs = 'samples' }: { gateway: string; than: string; figure: Figure; runs?: Runs },
): number | undefined {
  const mine = results.get(operation)?.get(gateway);
  const other = results.get(operation)?.get(than);
  if (mine === undefined || other === undefined || mine.leftOut !== undefined || other.leftOut !== undefined)
    return undefined;
  const ratios = mine[runs].flatMap((sample, round) => {
    const compared = other[runs][round];
    return compared === undefined || sample[figure] === 0 ? [] : [compared[figure] / sample[figure]];
  });
  return median(ratios);
}
