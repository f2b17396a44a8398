import { isRegistered } from '#platform/security/viewer.ts';
import { DateTime } from '#platform/subgraph/scalars.ts';
import { idOrNone } from '#platform/subgraph/user-errors.ts';
import type { QueryResolvers, Resolvers } from './generated.ts';
import { register, setRoles, updateProfile } from './mutations/account.ts';
import { removeAddress, saveAddress } from './mutations/address.ts';
import { changePassword } from './mutations/credential.ts';
import { login, logout, refreshSession, startGuestSession } from './mutations/session.ts';
import { userResolvers } from './types/user.ts';

const Query: QueryResolvers = {
  me: (_parent, _args, { viewer, loaders }) =>
    viewer.kind === 'user' && isRegistered(viewer) ? loaders.users.load(viewer.id) : null,
  user: (_parent, { id }, { loaders }) => loaders.users.load(idOrNone(id)),
};

const Mutation = {
  register,
  login,
  startGuestSession,
  refreshSession,
  logout,
  updateProfile,
  changePassword,
  saveAddress,
  removeAddress,
  setRoles,
};

export const resolvers = { DateTime, Query, Mutation, User: userResolvers } satisfies Resolvers;
