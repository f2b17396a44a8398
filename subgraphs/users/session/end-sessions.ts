import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { takeVersions } from '../account/user-repository.ts';
import { publishes } from '../messaging/publishes.ts';
import { revokeSessions, type WhichSessions } from './session-repository.ts';

/** Ends sessions of a locked user, all by default, and announces each. Gives how many were open until now. */
export async function endSessions(
  tx: Transaction,
  outbox: Outbox,
  userId: string,
  which: WhichSessions = {},
): Promise<number> {
  const ended = await revokeSessions(tx, userId, which);
  if (ended.length === 0) return 0;
  const firstVersion = await takeVersions(tx, userId, ended.length);
  const messages = ended.map((sessionId, index) => publishes.sessionRevoked(userId, sessionId, firstVersion + index));
  await outbox.append(tx, messages);
  return ended.length;
}
