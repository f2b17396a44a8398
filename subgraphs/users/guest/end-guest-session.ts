import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { publishes } from '../messaging/publishes.ts';
import { revokeGuestSession } from './guest-repository.ts';

/** Ends a guest's session and announces it, the one thing that is ever said of a guest; one that is over stays so. */
export async function endGuestSession(tx: Transaction, outbox: Outbox, guestId: string): Promise<void> {
  if (await revokeGuestSession(tx, guestId)) await outbox.append(tx, [publishes.sessionRevoked(guestId, guestId, 1)]);
}
