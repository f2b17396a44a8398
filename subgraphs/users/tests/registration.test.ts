import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { userRegistered } from '#contracts/users.ts';
import { PASSWORD, REGISTER } from './sign-up.ts';
import { type StartedUsers, startUsers } from './start-users.ts';

let users: StartedUsers;
beforeAll(async () => {
  users = await startUsers();
});
afterAll(async () => users[Symbol.asyncDispose]());

const register = async (input: object) => {
  const account = { email: 'ada@example.com', password: PASSWORD, name: 'Ada', ...input };
  return (await users.query(REGISTER, { input: account })).register;
};

describe('register', () => {
  it('makes a customer, signs them in and tells the others', async () => {
    const { __typename, user, session } = await register({ email: ' Grace.Hopper@Example.COM ', name: ' Grace ' });
    expect(__typename).toBe('RegisterSuccess');
    expect(user).toMatchObject({ email: 'grace.hopper@example.com', name: 'Grace', roles: ['CUSTOMER'] });
    expect(Date.parse(session.expiresAt) - Date.now()).toBeGreaterThan(890_000);
    expect(Buffer.from(session.refreshToken, 'base64url')).toHaveLength(32);
    const message = await users.published(userRegistered, ({ userId }) => userId === user.id);
    expect(message).toMatchObject({
      aggregateId: user.id,
      aggregateVersion: 1,
      data: { email: 'grace.hopper@example.com', name: 'Grace' },
    });
  });

  it('stores neither password nor refresh token', async () => {
    const { user, session } = await register({ email: 'stored@example.com' });
    const { rows } = await users.database.query<{ hash: string; token: string }>({
      text: `SELECT c.password_hash AS hash, encode(t.hash, 'base64') AS token
             FROM credentials c JOIN sessions s USING (user_id) JOIN refresh_tokens t ON t.session_id = s.id
             WHERE c.user_id = $1`,
      values: [user.id],
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(rows)).not.toContain(session.refreshToken);
  });

  it.each([
    ['a password of 7 characters', { password: '1234567' }, 'password', 'must have at least 8 characters'],
    ['a password of 201 characters', { password: 'x'.repeat(201) }, 'password', 'must have at most 200 characters'],
    ['a malformed e-mail address', { email: 'ada@' }, 'email', 'must be an e-mail address'],
    ['an e-mail address that is too long', { email: `${'x'.repeat(250)}@example.com` }, 'email', undefined],
    ['a blank name', { name: '  ' }, 'name', 'must not be empty'],
    ['a name that cannot be stored', { name: 'A\u0000da' }, 'name', 'must not contain NUL'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, 'name', 'must have at most 100 characters'],
  ])('refuses %s by the field', async (_what, input, path, message) => {
    const answer = await register(input);
    expect(answer).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' });
    expect(answer.fields).toEqual([{ path, message: message ?? expect.any(String) }]);
  });

  it('refuses an e-mail address that is taken, however it is written', async () => {
    expect(await register({ email: 'taken@example.com' })).toMatchObject({ __typename: 'RegisterSuccess' });
    expect(await register({ email: 'TAKEN@Example.com' })).toMatchObject({
      __typename: 'EmailTaken',
      code: 'EMAIL_TAKEN',
    });
  });

  it('gives an address to one of two who ask at once', async () => {
    const answers = await Promise.all([1, 2].map(() => register({ email: 'race@example.com' })));
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['EmailTaken', 'RegisterSuccess']);
  });

  it('answers the edges of what is allowed', async () => {
    const answer = await register({ email: 'edge@example.com', password: '12345678', name: 'x'.repeat(100) });
    expect(answer.__typename).toBe('RegisterSuccess');
  });
});
