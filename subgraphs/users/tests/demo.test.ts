import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { userRegistered } from '#contracts/users.ts';
import { staffMember } from '#platform/testkit/test-subgraph.ts';
import { demoAccounts, demoReviewers } from '../demo/demo-accounts.ts';
import { createUsers } from '../service.ts';
import { LOGIN } from './sign-up.ts';
import { type StartedUsers, startUsers } from './start-users.ts';

let users: StartedUsers;
beforeAll(async () => {
  users = await startUsers({ variables: { DEMO_DATA: true } });
});
afterAll(async () => users[Symbol.asyncDispose]());

describe('demo accounts', () => {
  it.each(demoAccounts)('$email signs in by the password that is shown', async ({ id, email, password, roles }) => {
    const { login } = await users.query(LOGIN, { input: { email, password } });
    expect(login.user).toEqual({ id, email, roles });
  });

  it('have reviewers beside them, whom the others hear of', async () => {
    for (const { id, email, name } of demoReviewers) {
      const { user } = await users.query(`query ($id: ID!) { user(id: $id) { email name } }`, { id }, staffMember(id));
      expect(user).toEqual({ email, name });
      await users.published(userRegistered, ({ userId }) => userId === id);
    }
  });

  it('are made once, and keep what was changed since', async () => {
    await users.database.query({ text: `UPDATE users SET name = 'Changed' WHERE email = 'customer@agora.test'` });
    await using again = await createUsers(users.config, users.overrides);
    expect(again.url).not.toBe(users.url);
    const { rows } = await users.database.query<{ name: string }>({ text: `SELECT name FROM users ORDER BY id` });
    expect(rows.map(({ name }) => name)).toEqual(['Demo Admin', 'Changed', 'Mia', 'Jonas', 'Aisha']);
  });
});
