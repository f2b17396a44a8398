import { FetchFailure } from './fetch-failure.ts';

/** Collects an answer's body in one buffer. */
export interface ByteSink {
  readonly size: number;
  /** @throws FetchFailure too-large */
  append(bytes: Buffer, from: number, to: number): void;
  /** What was collected, without a copy. */
  bytes(): Buffer;
}

/**
 * @param expected bytes; memory grows by doubling from there, so that an answer in pieces of one byte costs its size only
 * @param limit bytes
 * @throws FetchFailure too-large
 */
export function createByteSink(expected: number, limit: number): ByteSink {
  const tooLarge = () => new FetchFailure('too-large', `its answer is longer than ${limit} bytes`);
  if (expected > limit) throw tooLarge();
  let buffer = Buffer.allocUnsafe(expected);
  let size = 0;
  return {
    get size() {
      return size;
    },
    append(bytes, from, to) {
      const needed = size + to - from;
      if (needed > limit) throw tooLarge();
      if (needed > buffer.length) {
        const larger = Buffer.allocUnsafe(Math.max(needed, Math.min(limit, buffer.length * 2)));
        buffer.copy(larger, 0, 0, size);
        buffer = larger;
      }
      bytes.copy(buffer, size, from, to);
      size = needed;
    },
    bytes: () => (size === buffer.length ? buffer : buffer.subarray(0, size)),
  };
}
