import { parseInput, userError } from '#platform/subgraph/user-errors.ts';
import { changePasswordInput, changePassword as replacePassword } from '../../credential/change-password.ts';
import { signedInUser } from '../context.ts';
import type { MutationResolvers } from '../generated.ts';
import { tooManyAttempts } from '../too-many-attempts.ts';

export const changePassword: NonNullable<MutationResolvers['changePassword']> = async (_parent, { input }, context) => {
  const parsed = parseInput(changePasswordInput, input);
  if (!parsed.ok) return parsed.error;
  const change = await replacePassword(context.parts, signedInUser(context), parsed.value);
  switch (change.kind) {
    case 'changed':
      return { __typename: 'ChangePasswordSuccess', user: change.user };
    case 'invalid-credentials':
      return userError('InvalidCredentials', 'The current password is wrong.');
    case 'too-many-attempts':
      return tooManyAttempts(change);
  }
};
