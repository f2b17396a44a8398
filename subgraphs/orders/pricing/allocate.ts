/**
 * Splits an amount of minor units in proportion to weights, so that the parts add up to it exactly: everybody gets the whole
 * units of the exact share, those with the largest remainders one more (Hamilton's method), the first ones where they are
 * equal. No part exceeds its weight unless the amount exceeds the sum of the weights.
 *
 * @param amount not negative; zero where all weights are
 * @param weights not negative
 */
export function allocate(amount: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  if (amount === 0n) return weights.map(() => 0n);
  if (sum === 0n) throw new Error('an amount cannot be split over nothing');
  const parts = weights.map((weight) => (amount * weight) / sum);
  const remainders = weights.map((weight, index) => ({ index, remainder: (amount * weight) % sum }));
  const left = amount - parts.reduce((total, part) => total + part, 0n);
  const largestFirst = remainders.sort((a, b) =>
    a.remainder === b.remainder ? 0 : a.remainder < b.remainder ? 1 : -1,
  );
  const luckier = new Set(largestFirst.slice(0, Number(left)).map(({ index }) => index));
  return parts.map((part, index) => (luckier.has(index) ? part + 1n : part));
}
