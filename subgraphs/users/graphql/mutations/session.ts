import { parseInput, userError } from '#platform/subgraph/user-errors.ts';
import { startGuestSession as start } from '../../guest/start-guest-session.ts';
import { logIn, loginInput } from '../../session/log-in.ts';
import { logOut } from '../../session/log-out.ts';
import { refreshSession as exchange } from '../../session/refresh-session.ts';
import { signedInUser } from '../context.ts';
import type { MutationResolvers } from '../generated.ts';
import { tooManyAttempts } from '../too-many-attempts.ts';
import { proven } from '../types/user.ts';

export const login: NonNullable<MutationResolvers['login']> = async (_parent, { input }, { parts, clientAddress }) => {
  const parsed = parseInput(loginInput, input);
  if (!parsed.ok) return parsed.error;
  const outcome = await logIn(parts, parsed.value, clientAddress);
  switch (outcome.kind) {
    case 'logged-in':
      return { __typename: 'LoginSuccess', user: proven(outcome.user), session: outcome.session };
    case 'invalid-credentials':
      return userError('InvalidCredentials', 'E-mail address or password are wrong.');
    case 'too-many-attempts':
      return tooManyAttempts(outcome);
  }
};

export const refreshSession: NonNullable<MutationResolvers['refreshSession']> = async (
  _parent,
  { input },
  { parts },
) => {
  const refreshed = await exchange(parts, input.refreshToken);
  if (refreshed === undefined) return userError('InvalidRefreshToken', 'The session is over. Sign in again.');
  if ('guestId' in refreshed) return { __typename: 'RefreshGuestSessionSuccess', ...refreshed };
  return { __typename: 'RefreshSessionSuccess', user: proven(refreshed.user), session: refreshed.session };
};

export const startGuestSession: NonNullable<MutationResolvers['startGuestSession']> = async (
  _parent,
  _args,
  { parts, clientAddress },
) => {
  const outcome = await start(parts, clientAddress);
  if (outcome.kind === 'too-many-attempts') return tooManyAttempts(outcome);
  return { __typename: 'StartGuestSessionSuccess', guestId: outcome.guestId, session: outcome.session };
};

export const logout: NonNullable<MutationResolvers['logout']> = async (_parent, _args, context) => {
  await logOut(context.parts, signedInUser(context));
  return { __typename: 'LogoutSuccess', ended: true };
};
