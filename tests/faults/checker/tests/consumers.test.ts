import { expect, it } from '@jest/globals';
import { subscriptions } from '#contracts/subscriptions.ts';
import { CONSUMERS } from '../consumers.ts';

it('expects of every service what it has agreed to consume', () => {
  const agreed = Object.entries(subscriptions).map(([service, contracts]) => [
    service,
    contracts.map(({ type }) => type).sort(),
  ]);
  const expected = Object.entries(CONSUMERS).map(([group, types]) => [group, [...types].sort()]);
  expect(Object.fromEntries(expected)).toEqual(Object.fromEntries(agreed));
});
