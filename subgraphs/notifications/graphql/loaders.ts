import DataLoader from 'dataloader';
import type { Queryable } from '#platform/postgres/database.ts';
import type { Viewer } from '#platform/security/viewer.ts';
import { idOrNone, ZERO_ID } from '#platform/subgraph/user-errors.ts';
import type { Notification } from '../inbox/notification.ts';
import { findNotifications } from '../inbox/notification-store.ts';

/** One statement for all the keys of an operation; only the viewer's own are found. */
export function createLoaders(db: Queryable, viewer: Viewer) {
  const userId = viewer.kind === 'user' ? viewer.id : ZERO_ID;
  return {
    notification: new DataLoader<string, Notification | null>(async (ids) => {
      const known = ids.map(idOrNone);
      const rows = await findNotifications(db, known, userId);
      const found = new Map(rows.map((notification) => [notification.id, notification]));
      return known.map((id) => found.get(id) ?? null);
    }),
  };
}
