import { isStaff, isUser, type Viewer } from '#platform/security/viewer.ts';
import { idOrNone } from '#platform/subgraph/user-errors.ts';
import type { User } from '../../account/user.ts';
import type { UserResolvers } from '../generated.ts';

/** A user in the graph. */
export interface UserView extends User {
  /** The viewer, a guest still, has just proved to be this user. */
  proven?: true;
}

/** The user as the answer to their own password or refresh token. */
export const proven = (user: User): UserView => ({ ...user, proven: true });

const mayRead = (user: UserView, viewer: Viewer): boolean =>
  user.proven === true || viewer.kind === 'service' || isStaff(viewer) || isUser(viewer, user.id);

/** Everybody sees who wrote a review; the rest is for the user, staff, and services on their own behalf. */
export const userResolvers: UserResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.users.load(idOrNone(id)),
  email: (user, _args, { viewer }) => (mayRead(user, viewer) ? user.email : null),
  roles: (user, _args, { viewer }) => (mayRead(user, viewer) ? user.roles : null),
  addresses: (user, _args, { viewer, loaders }) => (mayRead(user, viewer) ? loaders.addresses.load(user.id) : null),
};
