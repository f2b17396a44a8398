/** 10,000 basis points are the whole. */
export const WHOLE = 10_000;

/** So many hundredths of a percent of an amount in minor units, rounded half up to the currency's smallest unit. */
export const basisPointsOf = (amountMinor: bigint, basisPoints: number): bigint =>
  (amountMinor * BigInt(basisPoints) + BigInt(WHOLE / 2)) / BigInt(WHOLE);
