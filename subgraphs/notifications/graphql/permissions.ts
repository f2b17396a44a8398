import { allow, type RuleTree, signedIn } from '#platform/subgraph/shield.ts';

/** Whose notifications they are, is in the SQL; a user's are null for everybody else, guests too. Subscriptions never come here, and stay denied. */
export const permissions: RuleTree = {
  Mutation: { markNotificationRead: signedIn },
  User: { id: allow, notifications: allow },
  Notification: { '*': signedIn },
  NotificationConnection: { '*': signedIn },
  NotificationEdge: { '*': signedIn },
  PageInfo: { '*': allow },
  Order: { id: allow },
  MarkNotificationReadSuccess: { '*': allow },
  NotificationNotFound: { '*': allow },
};
