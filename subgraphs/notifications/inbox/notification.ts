import type { NotificationKind } from './templates.ts';

/** Something a user was told. */
export interface Notification {
  id: string;
  userId: string;
  kind: NotificationKind;
  title: string;
  body: string;
  orderId: string | null;
  createdAt: Date;
  readAt: Date | null;
}
