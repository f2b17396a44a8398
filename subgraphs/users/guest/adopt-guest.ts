import { z } from 'zod';
import type { Transaction } from '#platform/postgres/database.ts';
import { takeVersions } from '../account/user-repository.ts';
import { publishes } from '../messaging/publishes.ts';
import { decideRefresh } from '../session/decide-refresh.ts';
import type { UsersParts } from '../users-parts.ts';
import { endGuestSession } from './end-guest-session.ts';
import { lockGuestToken } from './guest-repository.ts';

/** The refresh token of the guest that somebody was until now. */
export const guestRefreshTokenInput = z
  .string()
  .nullish()
  .transform((token) => token ?? undefined);

/**
 * Gives what a guest has to a user whom the transaction has locked or made, and ends the guest's session: there is nobody
 * else whom it could be given to. A token that is none, of an account, used before or too old gives nothing, without a word.
 * One that was exchanged already is in two hands; as in a refresh its session ends, and neither gets anything.
 */
export async function adoptGuest(
  tx: Transaction,
  { outbox, logger }: Pick<UsersParts, 'outbox' | 'logger'>,
  userId: string,
  guestRefreshToken: string | undefined,
): Promise<void> {
  if (guestRefreshToken === undefined) return;
  const stored = await lockGuestToken(tx, guestRefreshToken);
  if (stored === undefined) return;
  const guestId = stored.sessionId;
  const decision = decideRefresh(stored, new Date());
  if (decision === 'refuse') return;
  await endGuestSession(tx, outbox, guestId);
  if (decision === 'end-session') {
    tx.afterCommit(() => logger.warn({ userId, guestId }, 'guest’s refresh token used twice, session ended'));
    return;
  }
  const version = await takeVersions(tx, userId, 1);
  await outbox.append(tx, [publishes.guestAdopted(userId, guestId, version)]);
}
