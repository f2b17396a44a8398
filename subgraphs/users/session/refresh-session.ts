import type { User } from '../account/user.ts';
import { lockUser } from '../account/user-repository.ts';
import type { UsersParts } from '../users-parts.ts';
import type { SessionTokens } from './access-tokens.ts';
import { decideRefresh } from './decide-refresh.ts';
import { endSessions } from './end-sessions.ts';
import { openSession } from './open-session.ts';
import { findRefreshToken, markRotated } from './session-repository.ts';

/** Exchanges a refresh token for new tokens of the same session; undefined when it is not, or no longer, good for that. */
export async function refreshSession(
  { database, outbox, tokens, logger }: UsersParts,
  refreshToken: string,
): Promise<{ user: User; session: SessionTokens } | undefined> {
  const known = await findRefreshToken(database, refreshToken);
  if (known === undefined) return undefined;
  const refreshed = await database.transaction(async (tx) => {
    const user = await lockUser(tx, known.userId);
    const stored = await findRefreshToken(tx, refreshToken);
    if (user === undefined || stored === undefined) return undefined;
    const { sessionId } = stored;
    const decision = decideRefresh(stored, new Date());
    if (decision === 'end-session') {
      await endSessions(tx, outbox, user.id, { only: sessionId });
      tx.afterCommit(() => logger.warn({ userId: user.id, sessionId }, 'refresh token used twice, session ended'));
    }
    if (decision !== 'rotate') return undefined;
    await markRotated(tx, refreshToken);
    return { user, opened: await openSession(tx, user.id, sessionId) };
  });
  if (refreshed === undefined) return undefined;
  const { user, opened } = refreshed;
  return { user, session: await tokens.issue(user, opened) };
}
