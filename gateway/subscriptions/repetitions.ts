import { LRUCache } from 'lru-cache';
import type { Envelope } from '#contracts/envelope.ts';

/** Aggregates that one subscription remembers: an order's has one, an inbox one for each notification. */
const MAX_AGGREGATES = 1_000;

/**
 * Tells events that were seen before: the broker may give an event again, and after it nothing of the same aggregate that
 * is older. Gives false for those.
 */
export function createRepetitionFilter(): (envelope: Envelope) => boolean {
  const versions = new LRUCache<string, number>({ max: MAX_AGGREGATES });
  return ({ aggregateId, aggregateVersion }) => {
    const last = versions.get(aggregateId);
    if (last !== undefined && aggregateVersion <= last) return false;
    versions.set(aggregateId, aggregateVersion);
    return true;
  };
}
