import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import { hashRefreshToken, REFRESH_TOKEN_DAYS } from './refresh-token.ts';

/** A refresh token as it is stored, with its session. */
export interface StoredRefreshToken {
  /** Null for a guest's. */
  userId: string | null;
  sessionId: string;
  expiresAt: Date;
  /** When it was exchanged for another. */
  rotatedAt: Date | null;
  sessionRevokedAt: Date | null;
}

/** Adds a session (of a guest without `userId`), or lets it go on, until `REFRESH_TOKEN_DAYS` from now. */
export async function keepSession(tx: Transaction, id: string, userId: string | null): Promise<void> {
  await tx.query({
    name: 'sessions.keep',
    text: `INSERT INTO sessions (id, user_id, expires_at) VALUES ($1, $2, now() + make_interval(days => $3))
           ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at`,
    values: [id, userId, REFRESH_TOKEN_DAYS],
  });
}

/** Adds a session's newest refresh token. */
export async function insertRefreshToken(tx: Transaction, sessionId: string, token: string): Promise<void> {
  await tx.query({
    name: 'sessions.insert-token',
    text: `INSERT INTO refresh_tokens (hash, session_id, expires_at) VALUES ($1, $2, now() + make_interval(days => $3))`,
    values: [hashRefreshToken(token), sessionId, REFRESH_TOKEN_DAYS],
  });
}

/** What is known of a refresh token. */
export async function findRefreshToken(database: Queryable, token: string): Promise<StoredRefreshToken | undefined> {
  const { rows } = await database.query<StoredRefreshToken>({
    name: 'sessions.find-token',
    text: `SELECT s.user_id AS "userId", s.id AS "sessionId", t.expires_at AS "expiresAt", t.rotated_at AS "rotatedAt",
                  s.revoked_at AS "sessionRevokedAt"
           FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id WHERE t.hash = $1`,
    values: [hashRefreshToken(token)],
  });
  return rows[0];
}

/** Notes that a refresh token has been used. */
export async function markRotated(tx: Transaction, token: string): Promise<void> {
  await tx.query({
    name: 'sessions.mark-rotated',
    text: `UPDATE refresh_tokens SET rotated_at = now() WHERE hash = $1`,
    values: [hashRefreshToken(token)],
  });
}

export interface WhichSessions {
  /** This one alone. */
  only?: string;
  /** All but this one. */
  except?: string;
}

/** Revokes a user's open sessions and gives their ids. */
export async function revokeSessions(tx: Transaction, userId: string, which: WhichSessions): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'sessions.revoke',
    text: `UPDATE sessions SET revoked_at = now()
           WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > now()
             AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR id <> $3)
           RETURNING id`,
    values: [userId, which.only, which.except],
  });
  return rows.map(({ id }) => id);
}

/** Forgets sessions and refresh tokens that have expired. */
export async function deleteExpiredSessions(database: Queryable): Promise<void> {
  await database.query({ text: `DELETE FROM sessions WHERE expires_at < now()` });
  await database.query({ text: `DELETE FROM refresh_tokens WHERE expires_at < now()` });
}
