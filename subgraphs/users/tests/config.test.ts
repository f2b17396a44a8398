import { describe, expect, it } from '@jest/globals';
import { readUsersConfig } from '../config.ts';

const DATABASE_URL = 'postgres://postgres@127.0.0.1:5432/postgres';

describe('the configuration', () => {
  it('needs nothing but a database in development', () => {
    expect(readUsersConfig({ DATABASE_URL })).toMatchObject({
      PORT: 4001,
      ACCESS_TOKEN_SECONDS: 900,
      TOKEN_SIGNING_SECRET: 'development-only-token-signing',
      DEMO_DATA: false,
    });
  });

  it.each([
    ['demo data in production', { NODE_ENV: 'production', DEMO_DATA: '1' }, /^DEMO_DATA is wrong: .*production/],
    ['tokens that are never good', { ACCESS_TOKEN_SECONDS: '0' }, /^ACCESS_TOKEN_SECONDS is wrong/],
    ['a short secret', { TOKEN_SIGNING_SECRET: 'short' }, /^TOKEN_SIGNING_SECRET is wrong: .*32 characters/],
    ['a short previous secret', { TOKEN_SIGNING_SECRET_PREVIOUS: 'short' }, /^TOKEN_SIGNING_SECRET_PREVIOUS is wrong/],
  ])('refuses %s', (_what, env, sentence) => {
    expect(() => readUsersConfig({ DATABASE_URL, ...env })).toThrow(sentence);
  });
});
