import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { guestAdopted, sessionRevoked, userRegistered } from '#contracts/users.ts';
import { createAttemptLimits } from '../credential/attempt-limits.ts';
import { deleteExpiredSessions } from '../session/session-repository.ts';
import { LOGIN, PASSWORD, REFRESH, REGISTER, START_GUEST, signUp, viewerOf } from './sign-up.ts';
import { type StartedUsers, startUsers } from './start-users.ts';

let users: StartedUsers;
beforeAll(async () => {
  users = await startUsers();
});
afterAll(async () => users[Symbol.asyncDispose]());

async function startGuest() {
  const { startGuestSession } = await users.query(START_GUEST);
  const { guestId, session } = startGuestSession as {
    guestId: string;
    session: { accessToken: string; refreshToken: string };
  };
  return { guestId, refreshToken: session.refreshToken, viewer: viewerOf(session.accessToken) };
}

const refresh = async (refreshToken: string) =>
  (await users.query(REFRESH, { input: { refreshToken } })).refreshSession;
const login = async (email: string, guestRefreshToken: unknown, password = PASSWORD) =>
  (await users.query(LOGIN, { input: { email, password, guestRefreshToken } })).login;
const logout = (viewer: ReturnType<typeof viewerOf>) =>
  users.query(`mutation { logout { ... on LogoutSuccess { ended } } }`, {}, viewer);
const revocations = (sessionId: string) =>
  users.allPublished(sessionRevoked).filter(({ data }) => data.sessionId === sessionId);
const adoptions = (guestId: string) => users.allPublished(guestAdopted).filter(({ data }) => data.guestId === guestId);
const expireTokens = (sessionId: string) =>
  users.database.query({
    text: `UPDATE refresh_tokens SET expires_at = now() - interval '1 second' WHERE session_id = $1`,
    values: [sessionId],
  });

/** Everything that was published before now has been read when this resolves. */
async function allRead(): Promise<void> {
  const { id } = await signUp(users);
  await users.published(userRegistered, ({ userId }) => userId === id);
}

describe('a guest session', () => {
  it('has an identity and no role', async () => {
    const { guestId, viewer } = await startGuest();
    expect(guestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(viewer).toEqual({ kind: 'user', id: guestId, roles: [], sessionId: guestId });
    expect(await users.query('{ me { id } }', {}, viewer)).toEqual({ me: null });
  });

  it('goes on by its refresh token, which works once', async () => {
    const { guestId, refreshToken, viewer } = await startGuest();
    const next = await refresh(refreshToken);
    expect(next).toMatchObject({ __typename: 'RefreshGuestSessionSuccess', guestId });
    expect(viewerOf(next.session.accessToken)).toEqual(viewer);
    expect((await refresh(refreshToken)).__typename).toBe('InvalidRefreshToken');
    expect((await refresh(next.session.refreshToken)).__typename).toBe('InvalidRefreshToken');
    await users.published(sessionRevoked, ({ sessionId }) => sessionId === guestId);
  });

  it('gives one of two who refresh it at once the next token', async () => {
    const { refreshToken } = await startGuest();
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
      'InvalidRefreshToken',
      'RefreshGuestSessionSuccess',
    ]);
  });

  it('ends with logout, once', async () => {
    const { guestId, refreshToken, viewer } = await startGuest();
    for (const _time of [1, 2]) expect(await logout(viewer)).toEqual({ logout: { ended: true } });
    expect((await refresh(refreshToken)).__typename).toBe('InvalidRefreshToken');
    await allRead();
    expect(revocations(guestId)).toMatchObject([{ aggregateId: guestId, aggregateVersion: 1 }]);
  });

  it('is forgotten when it has expired', async () => {
    const { guestId } = await startGuest();
    await users.database.query({
      text: `UPDATE sessions SET expires_at = now() - interval '1 second' WHERE id = $1`,
      values: [guestId],
    });
    await deleteExpiredSessions(users.database);
    const { rowCount } = await users.database.query({
      text: `SELECT 1 FROM sessions WHERE id = $1`,
      values: [guestId],
    });
    expect(rowCount).toBe(0);
  });

  it.each([
    ['updateProfile', 'UpdateProfileInput', { name: 'Eve' }],
    ['changePassword', 'ChangePasswordInput', { currentPassword: PASSWORD, newPassword: PASSWORD }],
    [
      'saveAddress',
      'SaveAddressInput',
      { address: { name: 'E', street: 'S', city: 'C', postalCode: '1', country: 'NL' } },
    ],
    ['removeAddress', 'RemoveAddressInput', { id: randomUUID() }],
    ['setRoles', 'SetRolesInput', { userId: randomUUID(), roles: ['ADMIN'] }],
  ])('cannot %s', async (field, type, input) => {
    const { viewer } = await startGuest();
    const mutation = `mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`;
    const { errors } = await users.execute(mutation, { input }, viewer);
    expect(errors).toMatchObject([{ path: [field], extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('a guest who signs in', () => {
  it('is adopted by the user, and is nobody from then on', async () => {
    const { email, id } = await signUp(users);
    const { guestId, refreshToken } = await startGuest();
    expect(await login(email, refreshToken)).toMatchObject({ __typename: 'LoginSuccess', user: { id } });
    const adopted = await users.published(guestAdopted, (data) => data.guestId === guestId);
    expect(adopted).toMatchObject({ aggregateId: id, aggregateVersion: 2, data: { userId: id, guestId } });
    await users.published(sessionRevoked, ({ sessionId }) => sessionId === guestId);
    expect((await refresh(refreshToken)).__typename).toBe('InvalidRefreshToken');
  });

  it('is adopted by the account that is made', async () => {
    const { guestId, refreshToken } = await startGuest();
    const input = {
      email: 'guest-no-more@example.com',
      password: PASSWORD,
      name: 'Ada',
      guestRefreshToken: refreshToken,
    };
    const { register } = await users.query(REGISTER, { input });
    const adopted = await users.published(guestAdopted, (data) => data.guestId === guestId);
    expect(adopted).toMatchObject({ aggregateVersion: 2, data: { userId: register.user.id } });
    expect((await refresh(register.session.refreshToken)).__typename).toBe('RefreshSessionSuccess');
  });

  it('is adopted once: whoever comes later signs in and gets nothing', async () => {
    const [first, second] = [await signUp(users), await signUp(users)];
    const { guestId, refreshToken } = await startGuest();
    for (const { email } of [first, second, first]) {
      expect((await login(email, refreshToken)).__typename).toBe('LoginSuccess');
    }
    await allRead();
    expect(adoptions(guestId).map(({ data }) => data.userId)).toEqual([first.id]);
    expect(revocations(guestId)).toHaveLength(1);
  });

  it('is adopted by one of many who sign in with its token at once', async () => {
    const people = [await signUp(users), await signUp(users), await signUp(users)];
    const { guestId, refreshToken } = await startGuest();
    const answers = await Promise.all(people.map(({ email }) => login(email, refreshToken)));
    expect(answers.map(({ __typename }) => __typename)).toEqual(people.map(() => 'LoginSuccess'));
    await allRead();
    expect(adoptions(guestId)).toHaveLength(1);
    expect(revocations(guestId)).toHaveLength(1);
  });

  it('goes on as a guest when the sign-in fails', async () => {
    const { email } = await signUp(users);
    const { guestId, refreshToken } = await startGuest();
    expect((await login(email, refreshToken, 'not the password')).__typename).toBe('InvalidCredentials');
    const input = { email, password: PASSWORD, name: 'Eve', guestRefreshToken: refreshToken };
    expect((await users.query(REGISTER, { input })).register.__typename).toBe('EmailTaken');
    expect(await refresh(refreshToken)).toMatchObject({ __typename: 'RefreshGuestSessionSuccess', guestId });
    expect(adoptions(guestId)).toEqual([]);
  });

  it('gets nothing for a token that it exchanged before, whose session ends', async () => {
    const { email } = await signUp(users);
    const { guestId, refreshToken } = await startGuest();
    const { session } = await refresh(refreshToken);
    expect((await login(email, refreshToken)).__typename).toBe('LoginSuccess');
    expect((await refresh(session.refreshToken)).__typename).toBe('InvalidRefreshToken');
    await allRead();
    expect([adoptions(guestId).length, revocations(guestId).length]).toEqual([0, 1]);
  });
});

describe('the token that a guest is adopted by', () => {
  it('is never an account’s: the login goes well, the account keeps what it has', async () => {
    const [thief, owner] = [await signUp(users), await signUp(users)];
    expect((await login(thief.email, owner.refreshToken)).__typename).toBe('LoginSuccess');
    await allRead();
    expect(users.allPublished(guestAdopted).filter(({ data }) => data.userId === thief.id)).toEqual([]);
    expect(revocations(owner.viewer.sessionId)).toEqual([]);
    expect((await refresh(owner.refreshToken)).__typename).toBe('RefreshSessionSuccess');
  });

  it('gives the same answer whether it is good, too old, unknown or absent', async () => {
    const [old, good] = [await startGuest(), await startGuest()];
    await expireTokens(old.guestId);
    const { email } = await signUp(users);
    const tokens = [good.refreshToken, old.refreshToken, 'never a token', '', null];
    const answers = [];
    for (const token of tokens) answers.push(await login(email, token));
    const [first, ...others] = answers.map(({ session, ...rest }) => ({ ...rest, session: Object.keys(session) }));
    for (const other of others) expect(other).toEqual(first);
    await allRead();
    expect([adoptions(good.guestId).length, adoptions(old.guestId).length]).toEqual([1, 0]);
  });
});

describe('an address that has begun too many guest sessions', () => {
  it('is told when to come again, and gets none', async () => {
    const { cache } = users.overrides;
    if (cache === undefined) throw new Error('the limits are kept nowhere');
    const limits = createAttemptLimits(cache);
    while ((await limits.takeGuestSession('127.0.0.1')) === 0);
    expect(await users.query(START_GUEST)).toEqual({
      startGuestSession: {
        __typename: 'TooManyAttempts',
        code: 'TOO_MANY_ATTEMPTS',
        retryAfterSeconds: expect.any(Number),
      },
    });
  });
});
