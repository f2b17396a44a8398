import { graphError } from '#platform/subgraph/errors.ts';

/** Where a subscription begins: now, after an entry, or with the first entry since an instant. */
export type SubscriptionStart = { from: 'live' } | { from: 'after'; position: bigint } | { from: 'time'; since: Date };

const CURSOR = /^\d{1,15}$/;
const UUID_V7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Clocks of two machines may be so far apart, in ms. */
const CLOCK_SKEW_MS = 1_000;

/** The instant at which a UUIDv7 was made (RFC 9562: its first 48 bits are epoch ms). */
function madeAt(id: string): Date | undefined {
  const match = UUID_V7.exec(id);
  return match === null ? undefined : new Date(Number.parseInt(`${match[1]}${match[2]}`, 16));
}

/**
 * Reads a subscription's `after`.
 *
 * @param subjectId the id of what is subscribed to, whose making is "EARLIEST"
 * @throws GraphQLError (BAD_USER_INPUT, argument `after`)
 */
export function subscriptionStart(after: unknown, subjectId: string | undefined): SubscriptionStart {
  if (after === undefined || after === null) return { from: 'live' };
  if (after === 'EARLIEST') {
    const since = subjectId === undefined ? undefined : madeAt(subjectId);
    if (since !== undefined) return { from: 'time', since: new Date(since.getTime() - CLOCK_SKEW_MS) };
    throw graphError('BAD_USER_INPUT', '`after`: this subscription knows no earliest event, give a cursor.', 'after');
  }
  if (typeof after === 'string' && CURSOR.test(after)) return { from: 'after', position: BigInt(after) };
  throw graphError('BAD_USER_INPUT', '`after` is no cursor of this subscription.', 'after');
}
