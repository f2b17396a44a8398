import type { Viewer } from '#platform/security/viewer.ts';
import { customer, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';

export const inboxQuery = `query ($users: [_Any!]!, $first: Int, $after: String) {
  _entities(representations: $users) {
    ... on User {
      notifications(first: $first, after: $after) {
        unreadCount
        pageInfo { hasNextPage endCursor }
        nodes { id kind title body readAt order { id } }
      }
    }
  }
}`;

/** A user's inbox as this viewer sees it. */
export async function readInbox(
  notifications: TestSubgraph,
  userId: string,
  viewer: Viewer = customer(userId),
  page: object = {},
) {
  const variables = { users: [{ __typename: 'User', id: userId }], ...page };
  const { _entities } = await notifications.query(inboxQuery, variables, viewer);
  return _entities[0].notifications;
}
