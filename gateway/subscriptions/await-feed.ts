import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { FeedReading } from '#platform/messaging/broker.ts';

/** Longest time that a gateway waits for the broker before it serves without, in ms. */
const PATIENCE_MS = 3_000;

/**
 * Waits until the feed is read, or not any longer: orders are taken while the broker is away. Reading begins with what was
 * published since the call.
 */
export async function awaitFeed({ started }: FeedReading, logger: Logger): Promise<void> {
  const given = new AbortController();
  const late = delay(PATIENCE_MS, 'late' as const, { signal: given.signal }).catch(() => undefined);
  const first = await Promise.race([started, late]);
  given.abort();
  if (first === 'late')
    logger.warn('the broker is away: ended sessions and live updates are not heard of until it is back');
}
