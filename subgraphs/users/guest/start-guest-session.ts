import type { SessionTokens } from '../session/access-tokens.ts';
import { openSession } from '../session/open-session.ts';
import type { UsersParts } from '../users-parts.ts';

export type GuestSessionStart =
  | { kind: 'started'; guestId: string; session: SessionTokens }
  | { kind: 'too-many-attempts'; retryAfterSeconds: number };

/** Opens a session for somebody without an account. */
export async function startGuestSession(
  { database, tokens, limits }: UsersParts,
  clientAddress: string,
): Promise<GuestSessionStart> {
  const retryAfterSeconds = await limits.takeGuestSession(clientAddress);
  if (retryAfterSeconds > 0) return { kind: 'too-many-attempts', retryAfterSeconds };
  const opened = await database.transaction((tx) => openSession(tx, null));
  const guestId = opened.sessionId;
  return { kind: 'started', guestId, session: await tokens.issue({ id: guestId, roles: [] }, opened) };
}
