import type { StoredRefreshToken } from './session-repository.ts';

/** `rotate` exchanges the token, `end-session` also answers no but ends the session, `refuse` only answers no. */
export type RefreshDecision = 'rotate' | 'end-session' | 'refuse';

/**
 * What a refresh token is good for. One that was exchanged before is in two hands, and which is the thief's cannot be told:
 * the session ends for both (RFC 9700, section 4.14.2).
 */
export function decideRefresh(
  { rotatedAt, expiresAt, sessionRevokedAt }: Pick<StoredRefreshToken, 'rotatedAt' | 'expiresAt' | 'sessionRevokedAt'>,
  now: Date,
): RefreshDecision {
  if (sessionRevokedAt !== null) return 'refuse';
  if (rotatedAt !== null) return 'end-session';
  return expiresAt > now ? 'rotate' : 'refuse';
}
