import type { UserViewer } from '#platform/security/viewer.ts';
import { lockUser } from '../account/user-repository.ts';
import type { UsersParts } from '../users-parts.ts';
import { endSessions } from './end-sessions.ts';

/** Ends the viewer's session; one that has ended already stays so. */
export async function logOut({ database, outbox }: UsersParts, { id, sessionId }: UserViewer): Promise<void> {
  await database.transaction(async (tx) => {
    await lockUser(tx, id);
    await endSessions(tx, outbox, id, { only: sessionId });
  });
}
