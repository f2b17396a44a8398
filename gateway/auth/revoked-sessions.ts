import { MalformedMessage, parseMessage } from '#contracts/message-contract.ts';
import { sessionRevoked } from '#contracts/users.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Broker } from '#platform/messaging/broker.ts';
import { awaitFeed } from '../subscriptions/await-feed.ts';

/** Sessions whose access tokens are refused although they have not expired. */
export interface RevokedSessions extends AsyncDisposable {
  has(sessionId: string): boolean;
}

/**
 * Follows the feed for ended sessions, beginning with those whose tokens may still be good.
 *
 * @param tokenSeconds longest life of an access token: a session that ended before that has no token left
 */
export async function followRevokedSessions(
  broker: Broker,
  tokenSeconds: number,
  logger: Logger,
): Promise<RevokedSessions> {
  const reading = new AbortController();
  const tokenLifeMs = tokenSeconds * 1_000;
  const since = new Date(Date.now() - tokenLifeMs);
  const feed = broker.readFeed({ from: 'time', since }, reading.signal);
  /** Session id → when it can be forgotten, in the order of revocation. */
  const revoked = new Map<string, number>();

  function forgetOld(now: number) {
    for (const [sessionId, forgetAt] of revoked) {
      if (forgetAt > now) return;
      revoked.delete(sessionId);
    }
  }

  const finished = (async () => {
    for await (const { envelope } of feed) {
      if (envelope.type !== sessionRevoked.type) continue;
      try {
        const { sessionId } = parseMessage(sessionRevoked, envelope).data;
        const now = Date.now();
        forgetOld(now);
        revoked.set(sessionId, now + tokenLifeMs);
      } catch (error) {
        if (!(error instanceof MalformedMessage)) throw error;
        logger.warn({ err: error, id: envelope.id }, 'a revocation cannot be read');
      }
    }
  })();
  finished.catch((error: unknown) => logger.error({ err: error }, 'revoked sessions are no longer followed'));
  await awaitFeed(feed, logger);

  return {
    has: (sessionId) => revoked.has(sessionId),
    async [Symbol.asyncDispose]() {
      reading.abort();
      await finished.catch(() => {});
    },
  };
}
