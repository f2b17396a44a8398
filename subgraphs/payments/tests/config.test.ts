import { expect, it } from '@jest/globals';
import { ConfigError } from '#platform/config/parse-config.ts';
import { readPaymentsConfig } from '../config.ts';

const env = { DATABASE_URL: 'postgres://postgres@localhost:5432/postgres' };

it('finds the sandbox provider by itself', () => {
  expect(readPaymentsConfig(env)).toMatchObject({
    PORT: 4004,
    PAYMENT_PROVIDER_URL: 'http://localhost:4010',
    PAYMENT_PROVIDER_API_KEY: 'sandbox-development-key',
    PAYMENT_WEBHOOK_SECRET: 'sandbox-development-secret',
  });
});

it("refuses the sandbox's secrets in production", () => {
  const production = { ...env, NODE_ENV: 'production', GATEWAY_SIGNING_SECRET: 's'.repeat(32) };
  const secrets = { PAYMENT_PROVIDER_API_KEY: 'k', PAYMENT_WEBHOOK_SECRET: 's' };
  expect(() => readPaymentsConfig(production)).toThrow(ConfigError);
  for (const name of Object.keys(secrets)) {
    expect(() => readPaymentsConfig({ ...production, ...secrets, [name]: undefined })).toThrow(`${name} is missing`);
  }
  expect(readPaymentsConfig({ ...production, ...secrets })).toMatchObject(secrets);
});

it('names an address that is none, without repeating it', () => {
  expect(() => readPaymentsConfig({ ...env, PAYMENT_PROVIDER_URL: 'ftp://secret' })).toThrow(
    /^PAYMENT_PROVIDER_URL is wrong: expected the address of the payment provider, http:\/\/host:port\.$/,
  );
});
