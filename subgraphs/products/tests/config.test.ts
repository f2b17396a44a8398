import { expect, it } from '@jest/globals';
import { readProductsConfig } from '../config.ts';

const env = {
  DATABASE_URL: 'postgres://postgres@127.0.0.1:5432/postgres',
  GATEWAY_SIGNING_SECRET: 'a-secret-that-is-as-long-as-it-has-to-be',
};

it('reads DEMO_DATA, off by default', () => {
  expect(readProductsConfig(env)).toMatchObject({ DEMO_DATA: false, PORT: 4002 });
  expect(readProductsConfig({ ...env, DEMO_DATA: '1' })).toMatchObject({ DEMO_DATA: true });
});

it('refuses demo data in production', () => {
  expect(() => readProductsConfig({ ...env, DEMO_DATA: '1', NODE_ENV: 'production' })).toThrow(
    /DEMO_DATA is wrong: .*production/,
  );
  expect(readProductsConfig({ ...env, NODE_ENV: 'production' }).DEMO_DATA).toBe(false);
});
