import { expect, it } from '@jest/globals';
import { readOrdersConfig } from '../config.ts';

const env = {
  DATABASE_URL: 'postgres://postgres@127.0.0.1:5432/postgres',
  GATEWAY_SIGNING_SECRET: 'a-secret-that-is-as-long-as-it-has-to-be',
};

it('nothing comes on top of prices, unless it is said', () => {
  expect(readOrdersConfig(env)).toMatchObject({ SHOP_COUNTRY: 'DE', TAX_RATES: {}, SHIPPING_RATES: {} });
});

it('rates are JSON', () => {
  const rates = {
    TAX_RATES: '{"DE": 1900, "FR": 2000}',
    SHIPPING_RATES: '{"EUR": {"flatMinor": 490, "freeFromMinor": 5000}, "JPY": {"flatMinor": 800}}',
  };
  expect(readOrdersConfig({ ...env, ...rates })).toMatchObject({
    TAX_RATES: { DE: 1900, FR: 2000 },
    SHIPPING_RATES: { EUR: { flatMinor: 490, freeFromMinor: 5000 }, JPY: { flatMinor: 800 } },
  });
});

it.each([
  ['TAX_RATES', 'no JSON'],
  ['TAX_RATES', '[1900]'],
  ['TAX_RATES', '{"Germany": 1900}'],
  ['TAX_RATES', '{"DE": 0.19}'],
  ['TAX_RATES', '{"DE": 10001}'],
  ['SHIPPING_RATES', '{"EUR": 490}'],
  ['SHIPPING_RATES', '{"XXXX": {"flatMinor": 490}}'],
  ['SHIPPING_RATES', '{"EUR": {"flatMinor": -1}}'],
  ['SHIPPING_RATES', '{"EUR": {"flatMinor": 490, "freeOver": 5000}}'],
  ['SHOP_COUNTRY', 'Germany'],
])('%s=%s is refused', (variable, value) => {
  expect(() => readOrdersConfig({ ...env, [variable]: value })).toThrow(`${variable} is wrong: expected`);
});
