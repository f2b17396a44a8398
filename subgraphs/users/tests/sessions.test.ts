import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '@node-rs/argon2';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { sessionRevoked } from '#contracts/users.ts';
import { guest } from '#platform/security/viewer.ts';
import { createPasswords } from '../credential/passwords.ts';
import { deleteExpiredSessions } from '../session/session-repository.ts';
import { LOGIN, PASSWORD, REFRESH, signUp, viewerOf } from './sign-up.ts';
import { type StartedUsers, startUsers } from './start-users.ts';

let users: StartedUsers;
/** The hashes that passwords were compared with. */
const compared: string[] = [];
/** Happens once, after a password has been found right and before anything follows from it. */
let meanwhile: (() => Promise<unknown>) | undefined;
beforeAll(async () => {
  const passwords = await createPasswords(async (hash, password) => {
    compared.push(String(hash));
    const same = await verify(hash, password);
    const happens = meanwhile;
    meanwhile = undefined;
    await happens?.();
    return same;
  });
  users = await startUsers({ overrides: { passwords } });
});
afterAll(async () => users[Symbol.asyncDispose]());

const login = async (email: string, password: string) =>
  (await users.query(LOGIN, { input: { email, password } })).login;
const refresh = async (refreshToken: string) =>
  (await users.query(REFRESH, { input: { refreshToken } })).refreshSession;
const revoked = (sessionId: string) => users.published(sessionRevoked, (data) => data.sessionId === sessionId);

describe('login', () => {
  it('opens a session for who knows the password', async () => {
    const { email, id } = await signUp(users);
    const answer = await login(` ${email.toUpperCase()} `, PASSWORD);
    expect(answer).toMatchObject({ __typename: 'LoginSuccess', user: { id, email, roles: ['CUSTOMER'] } });
  });

  it('does the same work and gives the same answer for an unknown e-mail address and a wrong password', async () => {
    const { email } = await signUp(users);
    compared.length = 0;
    const wrong = await login(email, 'not the password');
    const unknown = await login('nobody@example.com', 'not the password');
    expect(wrong).toMatchObject({ __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS' });
    expect(unknown).toEqual(wrong);
    expect(compared).toHaveLength(2);
    const parameters = compared.map((hash) => hash.split('$').slice(0, 4).join('$'));
    expect(parameters[0]).toBe('$argon2id$v=19$m=19456,t=2,p=1');
    expect(parameters[1]).toBe(parameters[0]);
  });

  it('refuses a malformed e-mail address by the field', async () => {
    expect(await login('nobody', PASSWORD)).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'email' }] });
  });

  it('lets nobody guess at an account for ever', async () => {
    const { email } = await signUp(users);
    for (let attempt = 1; attempt <= 10; attempt++) {
      expect((await login(email, `guess ${attempt}`)).__typename).toBe('InvalidCredentials');
    }
    const answer = await login(email, PASSWORD);
    expect(answer).toMatchObject({ __typename: 'TooManyAttempts', code: 'TOO_MANY_ATTEMPTS' });
    expect(answer.retryAfterSeconds).toBeGreaterThan(800);
    expect(answer.retryAfterSeconds).toBeLessThanOrEqual(900);
  });

  it('gives the attempts back to who knows the password', async () => {
    const { email } = await signUp(users);
    for (let attempt = 1; attempt <= 9; attempt++) await login(email, `guess ${attempt}`);
    expect((await login(email, PASSWORD)).__typename).toBe('LoginSuccess');
    expect((await login(email, 'guess 10')).__typename).toBe('InvalidCredentials');
    expect((await login(email, PASSWORD)).__typename).toBe('LoginSuccess');
  });
});

describe('an access token', () => {
  it('is verified by the key set that is served', async () => {
    const { id, accessToken, viewer } = await signUp(users);
    const keySet = createRemoteJWKSet(new URL(`${users.url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(accessToken, keySet, {
      issuer: 'agora',
      audience: 'agora',
      algorithms: ['EdDSA'],
    });
    expect(payload).toMatchObject({ sub: id, roles: ['CUSTOMER'], sid: viewer.sessionId });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
  });

  it('names its key, of which only the public half is served', async () => {
    const { accessToken } = await signUp(users);
    const response = await fetch(`${users.url}/.well-known/jwks.json`);
    expect(response.headers.get('content-type')).toContain('application/jwk-set+json');
    const { keys } = (await response.json()) as { keys: Record<string, string>[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    expect(decodeProtectedHeader(accessToken)).toEqual({ alg: 'EdDSA', kid: keys[0]?.['kid'] });
  });
});

describe('refreshSession', () => {
  it('exchanges the refresh token and lets the session go on', async () => {
    const { id, refreshToken, viewer } = await signUp(users);
    const first = await refresh(refreshToken);
    expect(first).toMatchObject({ __typename: 'RefreshSessionSuccess', user: { id } });
    expect(first.session.refreshToken).not.toBe(refreshToken);
    expect(viewerOf(first.session.accessToken)).toEqual(viewer);
    expect((await refresh(first.session.refreshToken)).__typename).toBe('RefreshSessionSuccess');
  });

  it('ends the session of a token that is used again, for the thief and for the owner', async () => {
    const { refreshToken, viewer } = await signUp(users);
    const { session } = await refresh(refreshToken);
    const reused = await refresh(refreshToken);
    expect(reused).toMatchObject({ __typename: 'InvalidRefreshToken', code: 'INVALID_REFRESH_TOKEN' });
    expect((await revoked(viewer.sessionId)).data.userId).toBe(viewer.id);
    expect((await refresh(session.refreshToken)).__typename).toBe('InvalidRefreshToken');
  });

  it('gives one of two who use a token at once a session, and then ends it', async () => {
    const { refreshToken, viewer } = await signUp(users);
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
      'InvalidRefreshToken',
      'RefreshSessionSuccess',
    ]);
    await revoked(viewer.sessionId);
  });

  it('refuses what was never a token, and one that has expired', async () => {
    expect((await refresh('never a token')).__typename).toBe('InvalidRefreshToken');
    const { refreshToken, viewer } = await signUp(users);
    await users.database.query({
      text: `UPDATE refresh_tokens SET expires_at = now() - interval '1 second' WHERE session_id = $1`,
      values: [viewer.sessionId],
    });
    expect((await refresh(refreshToken)).__typename).toBe('InvalidRefreshToken');
  });
});

describe('pruning', () => {
  it('forgets what has expired, and nothing else', async () => {
    const [old, current] = [await signUp(users), await signUp(users)];
    const next = (await refresh(current.refreshToken)).session;
    await users.database.query({
      text: `UPDATE sessions SET expires_at = now() - interval '1 second' WHERE id = $1`,
      values: [old.viewer.sessionId],
    });
    await users.database.query({
      text: `UPDATE refresh_tokens SET expires_at = now() - interval '1 second' WHERE session_id = $1 AND rotated_at IS NOT NULL`,
      values: [current.viewer.sessionId],
    });
    await deleteExpiredSessions(users.database);
    const { rows } = await users.database.query({
      text: `SELECT s.id, count(*)::int AS tokens FROM sessions s JOIN refresh_tokens t ON t.session_id = s.id
             WHERE s.id = ANY($1) GROUP BY s.id`,
      values: [[old.viewer.sessionId, current.viewer.sessionId]],
    });
    expect(rows).toEqual([{ id: current.viewer.sessionId, tokens: 1 }]);
    expect((await refresh(next.refreshToken)).__typename).toBe('RefreshSessionSuccess');
  });
});

describe('logout', () => {
  const logout = (viewer: Parameters<typeof users.query>[2]) =>
    users.execute(`mutation { logout { ... on LogoutSuccess { ended } } }`, {}, viewer);

  it('ends the session, and answers so however often it is asked', async () => {
    const { refreshToken, viewer } = await signUp(users);
    for (const _time of [1, 2]) expect((await logout(viewer)).data).toEqual({ logout: { ended: true } });
    await revoked(viewer.sessionId);
    expect((await refresh(refreshToken)).__typename).toBe('InvalidRefreshToken');
    const messages = users.allPublished(sessionRevoked).filter(({ data }) => data.sessionId === viewer.sessionId);
    expect(messages).toHaveLength(1);
  });

  it('cannot end the session of somebody else', async () => {
    const [mine, other] = [await signUp(users), await signUp(users)];
    await logout({ ...mine.viewer, sessionId: other.viewer.sessionId });
    expect((await refresh(other.refreshToken)).__typename).toBe('RefreshSessionSuccess');
  });

  it('is nothing for a guest', async () => {
    expect((await logout(guest)).errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });
});

describe('changePassword', () => {
  const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) {
    __typename ... on ChangePasswordSuccess { user { email } } ... on InvalidInput { fields { path } }
  } }`;
  const change = async (input: object, viewer: ReturnType<typeof viewerOf>) =>
    (await users.query(CHANGE, { input }, viewer)).changePassword;

  it('lets only the new password in and ends every other session', async () => {
    const { email, refreshToken, viewer } = await signUp(users);
    const other = (await login(email, PASSWORD)).session;
    const answer = await change({ currentPassword: PASSWORD, newPassword: 'another password' }, viewer);
    expect(answer).toEqual({ __typename: 'ChangePasswordSuccess', user: { email } });
    await revoked(viewerOf(other.accessToken).sessionId);
    expect((await refresh(other.refreshToken)).__typename).toBe('InvalidRefreshToken');
    expect((await refresh(refreshToken)).__typename).toBe('RefreshSessionSuccess');
    expect((await login(email, PASSWORD)).__typename).toBe('InvalidCredentials');
    expect((await login(email, 'another password')).__typename).toBe('LoginSuccess');
  });

  it('lets nobody in whose password was being checked meanwhile', async () => {
    const { email, viewer } = await signUp(users);
    meanwhile = () => change({ currentPassword: PASSWORD, newPassword: 'another password' }, viewer);
    expect((await login(email, PASSWORD)).__typename).toBe('InvalidCredentials');
    expect((await login(email, 'another password')).__typename).toBe('LoginSuccess');
  });

  it('asks for the current password, and not for ever', async () => {
    const { viewer } = await signUp(users);
    const wrong = { currentPassword: 'a guess', newPassword: 'another password' };
    for (let attempt = 1; attempt <= 10; attempt++) {
      expect((await change(wrong, viewer)).__typename).toBe('InvalidCredentials');
    }
    expect((await change(wrong, viewer)).__typename).toBe('TooManyAttempts');
  });

  it('refuses a new password of 7 characters', async () => {
    const { viewer } = await signUp(users);
    const answer = await change({ currentPassword: PASSWORD, newPassword: '1234567' }, viewer);
    expect(answer).toEqual({ __typename: 'InvalidInput', fields: [{ path: 'newPassword' }] });
  });
});
