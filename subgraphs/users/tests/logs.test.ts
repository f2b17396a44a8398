import { Writable } from 'node:stream';
import { expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { LOGIN, REFRESH, REGISTER } from './sign-up.ts';
import { startUsers } from './start-users.ts';

it('no password, token or hash gets into the log', async () => {
  let log = '';
  const destination = new Writable({
    write(chunk, _encoding, done) {
      log += String(chunk);
      done();
    },
  });
  await using users = await startUsers({ overrides: { logger: createLogger('users', 'trace', destination) } });
  const password = 'a password to look for';
  const wrongPassword = 'a guess to look for';
  const email = 'ada@example.com';
  const { register } = await users.query(REGISTER, { input: { email, password, name: 'Ada' } });
  const { login } = await users.query(LOGIN, { input: { email, password } });
  await users.query(LOGIN, { input: { email, password: wrongPassword } });
  const { refreshToken } = register.session;
  const { refreshSession } = await users.query(REFRESH, { input: { refreshToken } });
  await users.query(REFRESH, { input: { refreshToken } });
  // A statement that fails tells the log of itself.
  await users.database.query({ text: `ALTER TABLE credentials ADD CHECK (password_hash = '') NOT VALID` });
  const failed = await users.execute(REGISTER, { input: { email: 'grace@example.com', password, name: 'Grace' } });
  expect(failed.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);

  expect(log).toContain('answered');
  expect(log).toContain('refresh token used twice');
  expect(log).toContain('a resolver failed');
  const sessions = [register.session, login.session, refreshSession.session];
  const tokens = sessions.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]);
  for (const secret of [password, wrongPassword, ...tokens, '$argon2id$']) expect(log).not.toContain(secret);
});
