import { describe, expect, it } from '@jest/globals';
import { checkSubscriptions } from '../subscribed-types.ts';

const declared = { orders: ['stock.reserved.v1', 'stock.failed.v1'] };

describe('what a service consumes', () => {
  it('is what contracts/subscriptions.ts says, in any order', () => {
    checkSubscriptions('orders', ['stock.failed.v1', 'stock.reserved.v1'], declared);
    checkSubscriptions('gateway', [], declared);
  });

  it.each([
    ['orders', ['stock.reserved.v1', 'stock.failed.v1', 'stock.back.v1'], 'orders is without stock.back.v1'],
    ['orders', ['stock.failed.v1'], 'orders has stock.reserved.v1, which it does not consume'],
    ['gateway', ['stock.failed.v1'], 'gateway is without stock.failed.v1'],
  ])('is refused otherwise: %s, %j', (service, types, reason) => {
    expect(() => checkSubscriptions(service, types, declared)).toThrow(`contracts/subscriptions.ts: ${reason}`);
  });
});
