import type { User } from '../account/user.ts';
import { lockUser } from '../account/user-repository.ts';
import { refreshGuestSession } from '../guest/refresh-guest-session.ts';
import type { UsersParts } from '../users-parts.ts';
import type { SessionTokens } from './access-tokens.ts';
import { endSessions } from './end-sessions.ts';
import { exchangeToken } from './exchange-token.ts';
import { findRefreshToken } from './session-repository.ts';

/** New tokens of a session, and who holds it: a user, or with `guestId` alone a guest. */
export type RefreshedSession = { session: SessionTokens } & ({ user: User } | { guestId: string });

async function refreshUserSession(parts: UsersParts, refreshToken: string, userId: string) {
  const { database, outbox, tokens } = parts;
  const refreshed = await database.transaction(async (tx) => {
    const user = await lockUser(tx, userId);
    const stored = await findRefreshToken(tx, refreshToken);
    if (user === undefined || stored === undefined) return undefined;
    const end = () => endSessions(tx, outbox, user.id, { only: stored.sessionId });
    const opened = await exchangeToken(tx, parts, refreshToken, stored, end);
    return opened === undefined ? undefined : { user, opened };
  });
  if (refreshed === undefined) return undefined;
  const { user, opened } = refreshed;
  return { user, session: await tokens.issue(user, opened) };
}

/** Exchanges a refresh token for new tokens of the same session; undefined when it is not, or no longer, good for that. */
export async function refreshSession(parts: UsersParts, refreshToken: string): Promise<RefreshedSession | undefined> {
  const known = await findRefreshToken(parts.database, refreshToken);
  if (known === undefined) return undefined;
  return known.userId === null
    ? refreshGuestSession(parts, refreshToken)
    : refreshUserSession(parts, refreshToken, known.userId);
}
