import type { Transaction } from '#platform/postgres/database.ts';
import type { UsersParts } from '../users-parts.ts';
import { decideRefresh } from './decide-refresh.ts';
import { type OpenedSession, openSession } from './open-session.ts';
import { markRotated, type StoredRefreshToken } from './session-repository.ts';

/**
 * Gives a session its next refresh token; undefined when this one is not, or no longer, good for that.
 *
 * @param stored read while nobody else can use the token
 * @param endSession ends the session of a token that is used again
 */
export async function exchangeToken(
  tx: Transaction,
  { logger }: Pick<UsersParts, 'logger'>,
  refreshToken: string,
  stored: StoredRefreshToken,
  endSession: () => Promise<unknown>,
): Promise<OpenedSession | undefined> {
  const { userId, sessionId } = stored;
  const decision = decideRefresh(stored, new Date());
  if (decision === 'end-session') {
    await endSession();
    tx.afterCommit(() => logger.warn({ userId, sessionId }, 'refresh token used twice, session ended'));
  }
  if (decision !== 'rotate') return undefined;
  await markRotated(tx, refreshToken);
  return openSession(tx, userId, sessionId);
}
