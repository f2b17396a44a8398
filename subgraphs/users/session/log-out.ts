import { isRegistered, type UserViewer } from '#platform/security/viewer.ts';
import { lockUser } from '../account/user-repository.ts';
import { endGuestSession } from '../guest/end-guest-session.ts';
import type { UsersParts } from '../users-parts.ts';
import { endSessions } from './end-sessions.ts';

/** Ends the viewer's session; one that has ended already stays so. */
export async function logOut({ database, outbox }: UsersParts, viewer: UserViewer): Promise<void> {
  const { id, sessionId } = viewer;
  await database.transaction(async (tx) => {
    if (!isRegistered(viewer)) return endGuestSession(tx, outbox, id);
    await lockUser(tx, id);
    await endSessions(tx, outbox, id, { only: sessionId });
  });
}
