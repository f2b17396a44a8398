import type { Transaction } from '#platform/postgres/database.ts';
import { hashRefreshToken } from '../session/refresh-token.ts';
import type { StoredRefreshToken } from '../session/session-repository.ts';

/**
 * A guest's refresh token with its session, held until the transaction ends: two that use it wait for each other. Undefined
 * for what is none, an account's too.
 */
export async function lockGuestToken(tx: Transaction, token: string): Promise<StoredRefreshToken | undefined> {
  const { rows } = await tx.query<StoredRefreshToken>({
    name: 'guests.lock-token',
    text: `SELECT NULL AS "userId", s.id AS "sessionId", t.expires_at AS "expiresAt", t.rotated_at AS "rotatedAt",
                  s.revoked_at AS "sessionRevokedAt"
           FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
           WHERE t.hash = $1 AND s.user_id IS NULL FOR NO KEY UPDATE`,
    values: [hashRefreshToken(token)],
  });
  return rows[0];
}

/** Revokes a guest's session; false when it is over already. */
export async function revokeGuestSession(tx: Transaction, guestId: string): Promise<boolean> {
  const revoked = await tx.query({
    name: 'guests.revoke-session',
    text: `UPDATE sessions SET revoked_at = now()
           WHERE id = $1 AND user_id IS NULL AND revoked_at IS NULL AND expires_at > now()`,
    values: [guestId],
  });
  return revoked.rowCount === 1;
}
