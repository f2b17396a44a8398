import { decodeJwt } from 'jose';
import { z } from 'zod';
import { role, type UserViewer } from '#platform/security/viewer.ts';
import type { TestSubgraph } from '#platform/testkit/test-subgraph.ts';

export const PASSWORD = 'correct horse battery';

const SESSION = `session { accessToken refreshToken expiresAt }`;

export const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) {
  __typename
  ... on RegisterSuccess { user { id email name roles } ${SESSION} }
  ... on UserError { code message }
  ... on InvalidInput { fields { path message } }
  ... on TooManyAttempts { retryAfterSeconds }
} }`;

export const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) {
  __typename
  ... on LoginSuccess { user { id email roles } ${SESSION} }
  ... on UserError { code message }
  ... on InvalidInput { fields { path message } }
  ... on TooManyAttempts { retryAfterSeconds }
} }`;

export const REFRESH = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) {
  __typename
  ... on RefreshSessionSuccess { user { id email roles } ${SESSION} }
  ... on RefreshGuestSessionSuccess { guestId ${SESSION} }
  ... on UserError { code message }
} }`;

export const START_GUEST = `mutation { startGuestSession {
  __typename
  ... on StartGuestSessionSuccess { guestId ${SESSION} }
  ... on TooManyAttempts { code retryAfterSeconds }
} }`;

const claims = z.object({ sub: z.uuid(), roles: z.array(role), sid: z.uuid() });

/** The viewer that the gateway makes of an access token. */
export function viewerOf(accessToken: string): UserViewer {
  const { sub, roles, sid } = claims.parse(decodeJwt(accessToken));
  return { kind: 'user', id: sub, roles, sessionId: sid };
}

let count = 0;

/** Registers a new account. */
export async function signUp(users: TestSubgraph, name = 'Ada') {
  count += 1;
  const email = `person-${count}@example.com`;
  const { register } = await users.query(REGISTER, { input: { email, password: PASSWORD, name } });
  const { accessToken, refreshToken } = register.session as { accessToken: string; refreshToken: string };
  return { email, id: register.user.id as string, accessToken, refreshToken, viewer: viewerOf(accessToken) };
}
