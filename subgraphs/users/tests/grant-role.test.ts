import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionRevoked, userUpdated } from '#contracts/users.ts';
import { LOGIN, PASSWORD, signUp } from './sign-up.ts';
import { type StartedUsers, startUsers } from './start-users.ts';

let users: StartedUsers;
beforeAll(async () => {
  users = await startUsers();
});
afterAll(async () => users[Symbol.asyncDispose]());

const program = fileURLToPath(new URL('../grant-role.ts', import.meta.url));

async function grant(args: string[], env: NodeJS.ProcessEnv = {}) {
  const { DATABASE_URL, NAMESPACE } = users.config;
  const child = spawn(process.execPath, [program, ...args], { env: { DATABASE_URL, NAMESPACE, ...env } });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { out, err, code };
}

describe('grant-role', () => {
  it('gives an account a role beside those it has, once', async () => {
    const { id, email, viewer } = await signUp(users);
    const first = await grant([email.toUpperCase(), 'ADMIN']);
    expect(first).toEqual({
      out: `${email} is CUSTOMER, ADMIN now. 1 open session(s) ended: sign in again.\n`,
      err: '',
      code: 0,
    });
    await users.published(sessionRevoked, ({ sessionId }) => sessionId === viewer.sessionId);
    const { data } = await users.published(userUpdated, ({ userId }) => userId === id);
    expect(data.roles).toEqual(['CUSTOMER', 'ADMIN']);
    const { login } = await users.query(LOGIN, { input: { email, password: PASSWORD } });
    expect(login.user.roles).toEqual(['CUSTOMER', 'ADMIN']);
    const second = await grant([email, 'ADMIN']);
    expect(second).toEqual({ out: `${email} is CUSTOMER, ADMIN now.\n`, err: '', code: 0 });
  });

  it.each([
    ['no arguments', [], {}, 'usage: npm run users:grant'],
    ['an unknown role', ['ada@example.com', 'KING'], {}, 'CUSTOMER, STAFF, ADMIN'],
    [
      'an unknown account',
      ['nobody@example.com', 'STAFF'],
      {},
      'no account with the e-mail address nobody@example.com',
    ],
    ['a database where users never ran', ['ada@example.com', 'STAFF'], { NAMESPACE: 'nowhere' }, 'start users'],
    ['no server', ['ada@example.com', 'STAFF'], { DATABASE_URL: '' }, 'DATABASE_URL is missing'],
  ])('says what is wrong with %s', async (_what, args, env, sentence) => {
    const { out, err, code } = await grant(args, env);
    expect({ out, code }).toEqual({ out: '', code: 1 });
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
