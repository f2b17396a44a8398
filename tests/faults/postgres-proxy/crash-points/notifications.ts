import type { CrashPoint } from './crash-point.ts';

export const notificationsPoints: CrashPoint[] = [
  {
    name: 'notification-written-not-acknowledged',
    service: 'notifications',
    statement: 'notification.add',
    moment: 'after-commit',
    says: 'The customer has the notification, and the event that it is about comes again.',
  },
];
