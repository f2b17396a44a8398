import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '#platform/postgres/database.ts';
import { newRefreshToken } from './refresh-token.ts';
import { insertRefreshToken, keepSession } from './session-repository.ts';

/** A session with its newest refresh token, of which the database knows but the hash. */
export interface OpenedSession {
  sessionId: string;
  refreshToken: string;
}

/**
 * Opens a session for a user whom the transaction has locked or made, or with null for a guest; with `sessionId`, lets that
 * one go on.
 */
export async function openSession(
  tx: Transaction,
  userId: string | null,
  sessionId = uuidv7(),
): Promise<OpenedSession> {
  const refreshToken = newRefreshToken();
  await keepSession(tx, sessionId, userId);
  await insertRefreshToken(tx, sessionId, refreshToken);
  return { sessionId, refreshToken };
}
