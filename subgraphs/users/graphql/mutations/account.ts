import { forbidden, unauthenticated } from '#platform/subgraph/errors.ts';
import { idOrNone, invalidInput, parseInput, userError } from '#platform/subgraph/user-errors.ts';
import { register as makeAccount, registerInput } from '../../account/register.ts';
import { setRoles as replaceRolesOf } from '../../account/set-roles.ts';
import { updateProfile as changeProfile, updateProfileInput } from '../../account/update-profile.ts';
import { signedInUser } from '../context.ts';
import type { MutationResolvers } from '../generated.ts';
import { tooManyAttempts } from '../too-many-attempts.ts';
import { proven } from '../types/user.ts';

export const register: NonNullable<MutationResolvers['register']> = async (
  _parent,
  { input },
  { parts, clientAddress },
) => {
  const parsed = parseInput(registerInput, input);
  if (!parsed.ok) return parsed.error;
  const registration = await makeAccount(parts, parsed.value, clientAddress);
  switch (registration.kind) {
    case 'registered':
      return { __typename: 'RegisterSuccess', user: proven(registration.user), session: registration.session };
    case 'email-taken':
      return userError('EmailTaken', 'There is an account with this e-mail address already.');
    case 'too-many-attempts':
      return tooManyAttempts(registration);
  }
};

export const updateProfile: NonNullable<MutationResolvers['updateProfile']> = async (_parent, { input }, context) => {
  const parsed = parseInput(updateProfileInput, input);
  if (!parsed.ok) return parsed.error;
  const user = await changeProfile(context.parts, signedInUser(context).id, parsed.value);
  if (user === undefined) throw unauthenticated();
  return { __typename: 'UpdateProfileSuccess', user };
};

export const setRoles: NonNullable<MutationResolvers['setRoles']> = async (_parent, { input }, context) => {
  const { id: adminId } = signedInUser(context);
  const set = await replaceRolesOf(context.parts, { adminId, userId: idOrNone(input.userId), roles: input.roles });
  switch (set.kind) {
    case 'set':
      return { __typename: 'SetRolesSuccess', user: set.user };
    case 'not-an-admin':
      throw forbidden();
    case 'user-not-found':
      return userError('UserNotFound', 'There is no such user.');
    case 'refused':
      return invalidInput([{ path: 'roles', message: set.reason }]);
  }
};
