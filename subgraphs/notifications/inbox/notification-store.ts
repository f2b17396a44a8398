import type { Queryable } from '#platform/postgres/database.ts';
import type { Page } from '#platform/subgraph/connection.ts';
import type { Notification } from './notification.ts';

const COLUMNS = `id, user_id AS "userId", kind, title, body, order_id AS "orderId", created_at AS "createdAt",
  read_at AS "readAt"`;

export async function addNotification(db: Queryable, notification: Notification): Promise<void> {
  const { id, userId, kind, title, body, orderId, createdAt } = notification;
  await db.query({
    name: 'notification.add',
    text: `INSERT INTO notifications (id, user_id, kind, title, body, order_id, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    values: [id, userId, kind, title, body, orderId, createdAt],
  });
}

/** A user's notifications, newest first, and one more than asked for where there are more. */
export async function listNotifications(db: Queryable, userId: string, page: Page<[string]>): Promise<Notification[]> {
  const { rows } = await db.query<Notification>({
    name: 'notification.list',
    text: `SELECT ${COLUMNS} FROM notifications
           WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    values: [userId, page.after?.[0] ?? null, page.first + 1],
  });
  return rows;
}

export async function countUnread(db: Queryable, userId: string): Promise<number> {
  const { rows } = await db.query<{ count: string }>({
    name: 'notification.count-unread',
    text: `SELECT count(*) FROM notifications WHERE user_id = $1 AND read_at IS NULL`,
    values: [userId],
  });
  return Number(rows[0]?.count ?? 0);
}

/** The user's own among these notifications. */
export async function findNotifications(
  db: Queryable,
  ids: readonly string[],
  userId: string,
): Promise<Notification[]> {
  const { rows } = await db.query<Notification>({
    name: 'notification.find',
    text: `SELECT ${COLUMNS} FROM notifications WHERE id = ANY($1::uuid[]) AND user_id = $2`,
    values: [ids, userId],
  });
  return rows;
}

/** Marks a notification of the user's as read, the first time counts; undefined when it is not theirs. */
export async function markRead(db: Queryable, id: string, userId: string): Promise<Notification | undefined> {
  const { rows } = await db.query<Notification>({
    name: 'notification.mark-read',
    text: `UPDATE notifications SET read_at = coalesce(read_at, now()) WHERE id = $1 AND user_id = $2 RETURNING ${COLUMNS}`,
    values: [id, userId],
  });
  return rows[0];
}
