import type { SessionTokens } from '../session/access-tokens.ts';
import { exchangeToken } from '../session/exchange-token.ts';
import type { UsersParts } from '../users-parts.ts';
import { endGuestSession } from './end-guest-session.ts';
import { lockGuestToken } from './guest-repository.ts';

/** Exchanges a guest's refresh token for new tokens of the same session; undefined when it is not good for that. */
export async function refreshGuestSession(
  parts: UsersParts,
  refreshToken: string,
): Promise<{ guestId: string; session: SessionTokens } | undefined> {
  const { database, outbox, tokens } = parts;
  const opened = await database.transaction(async (tx) => {
    const stored = await lockGuestToken(tx, refreshToken);
    if (stored === undefined) return undefined;
    return exchangeToken(tx, parts, refreshToken, stored, () => endGuestSession(tx, outbox, stored.sessionId));
  });
  if (opened === undefined) return undefined;
  const guestId = opened.sessionId;
  return { guestId, session: await tokens.issue({ id: guestId, roles: [] }, opened) };
}
