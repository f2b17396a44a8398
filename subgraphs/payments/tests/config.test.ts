import { expect, it } from '@jest/globals';
import { ConfigError } from '#platform/config/parse-config.ts';
import { readPaymentsConfig } from '../config.ts';

const env = { DATABASE_URL: 'postgres://postgres@localhost:5432/postgres' };

it('finds the sandbox provider by itself', () => {
  expect(readPaymentsConfig(env)).toMatchObject({
    PORT: 4004,
    PAYMENT_PROVIDER_URL: 'http://localhost:4010',
    PAYMENT_PROVIDER_API_KEY: 'sandbox-development-key',
  });
});

it("refuses the sandbox's key in production", () => {
  const production = { ...env, NODE_ENV: 'production', GATEWAY_SIGNING_SECRET: 's'.repeat(32) };
  expect(() => readPaymentsConfig(production)).toThrow(ConfigError);
  expect(() => readPaymentsConfig(production)).toThrow('PAYMENT_PROVIDER_API_KEY is missing');
  expect(readPaymentsConfig({ ...production, PAYMENT_PROVIDER_API_KEY: 'k' }).PAYMENT_PROVIDER_API_KEY).toBe('k');
});

it('names an address that is none, without repeating it', () => {
  expect(() => readPaymentsConfig({ ...env, PAYMENT_PROVIDER_URL: 'ftp://secret' })).toThrow(
    /^PAYMENT_PROVIDER_URL is wrong: expected the address of the payment provider, http:\/\/host:port\.$/,
  );
});
