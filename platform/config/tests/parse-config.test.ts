import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, parseConfig } from '../parse-config.ts';
import { engineVariables, flag, integer, secret, serviceVariables } from '../service-config.ts';

const schema = z.object({ ...serviceVariables, ...engineVariables, PORT: integer(0, 65_535), DEMO_DATA: flag });
const engines = {
  DATABASE_URL: 'postgres://root@localhost:5432/postgres',
  AMQP_URL: 'amqp://localhost',
  REDIS_URL: 'redis://localhost',
};

function messageOf(env: NodeJS.ProcessEnv): string {
  try {
    parseConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('the environment was accepted');
}

describe('parseConfig', () => {
  it('gives values of their types, and defaults', () => {
    expect(parseConfig(schema, { ...engines, PORT: '4000', DEMO_DATA: '1' })).toMatchObject({
      PORT: 4000,
      DEMO_DATA: true,
      HOST: '127.0.0.1',
      NAMESPACE: 'agora',
    });
  });

  it('names every variable that is missing or wrong, and never its value', () => {
    const message = messageOf({ PORT: 'eighty', DATABASE_URL: 'mysql://secret@host', AMQP_URL: engines.AMQP_URL });
    expect(message).toContain('PORT is wrong: expected a whole number from 0 to 65535.');
    expect(message).toContain('DATABASE_URL is wrong: expected the address of a PostgreSQL server');
    expect(message).toContain('REDIS_URL is missing: expected the address of Redis');
    expect(message).not.toMatch(/eighty|mysql/);
  });

  it('takes an empty value for an absent one', () => {
    expect(messageOf({ ...engines, PORT: '1', REDIS_URL: '' })).toContain('REDIS_URL is missing');
  });
});

describe('secret', () => {
  const withSecret = z.object({ TOKEN: secret('token') });

  it('has a default in development', () => {
    expect(parseConfig(withSecret, {}).TOKEN).toBe('development-only-token');
  });

  it('must be given in production, and be long', () => {
    const NODE_ENV = 'production';
    expect(() => parseConfig(withSecret, { NODE_ENV })).toThrow('TOKEN is missing: in production it must be given');
    const TOKEN = 'development-only-and-long-enough-for-all';
    expect(() => parseConfig(withSecret, { NODE_ENV, TOKEN })).toThrow('TOKEN is missing');
    expect(() => parseConfig(withSecret, { TOKEN: 'short' })).toThrow(
      'TOKEN is wrong: expected at least 32 characters.',
    );
    expect(parseConfig(withSecret, { NODE_ENV, TOKEN: 'x'.repeat(32) }).TOKEN).toHaveLength(32);
  });
});
