import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits for a state instead of for a time: calls `probe` until it stops throwing and gives a value other than
 * `undefined`, `null` or `false`, which is returned.
 *
 * @param timeoutMs how long to go on asking; past it the last error is thrown, or one that names `what`. A minute: only
 *   what never comes is to reach it, however slow and busy the machine
 */
export async function eventually<T>(
  what: string,
  probe: () => T | Promise<T>,
  timeoutMs = 60_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = performance.now() + timeoutMs;
  let lastError: unknown;
  while (performance.now() < deadline) {
    try {
      const value = await probe();
      if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<T, false>>;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await delay(20);
  }
  throw new Error(`not within ${timeoutMs} ms: ${what}`, { cause: lastError });
}
