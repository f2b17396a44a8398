import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Breakage } from './breakages/breakage.ts';
import { cartsBreakages } from './breakages/carts.ts';
import { eventsBreakages } from './breakages/events.ts';
import { moneyBreakages } from './breakages/money.ts';
import { ordersBreakages } from './breakages/orders.ts';
import { ownersBreakages } from './breakages/owners.ts';
import { recoveryBreakages } from './breakages/recovery.ts';
import { stockBreakages } from './breakages/stock.ts';
import { streamsBreakages } from './breakages/streams.ts';
import { type CheckedShop, openCheckedShop } from './checked-shop.ts';
import { MESSAGES } from './good-shop.ts';

let shop: CheckedShop;
beforeAll(async () => {
  shop = await openCheckedShop();
});
afterEach(() => shop.mend());
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
});

describe.each<[string, Breakage[]]>([
  ['stock', stockBreakages],
  ['money', moneyBreakages],
  ['orders', ordersBreakages],
  ['carts', cartsBreakages],
  ['owners', ownersBreakages],
  ['events', eventsBreakages],
  ['streams', streamsBreakages],
  ['recovery', recoveryBreakages],
])('%s', (name, breakages) => {
  it('holds in a shop that is in order', async () => {
    const verdict = await shop.check(name);
    expect(verdict).toMatchObject({ ok: true, violations: [] });
    expect(verdict.checked).toBeGreaterThan(3);
  });

  it.each(breakages)('finds $is', async ({ in: service, sql, other, says }) => {
    if (service !== undefined && sql !== undefined) await shop.plant(service, sql);
    const { ok, violations } = await shop.check(name, other);
    expect(violations.join('\n')).toContain(says);
    expect(ok).toBe(false);
  });
});

describe('what was planted', () => {
  it('may lie in the dead letters, readable or not', async () => {
    const dead = {
      'shop.orders.dead': [
        { id: MESSAGES.unused, content: '' },
        { id: undefined, content: `{"id":"${MESSAGES.unused}", broken` },
      ],
    };
    expect(await shop.check('events', { dead, input: { planted: [MESSAGES.unused] } })).toMatchObject({ ok: true });
  });
});

describe('an invariant', () => {
  it('does not hold where it cannot be checked', async () => {
    await shop.plant('orders', 'ALTER TABLE order_events RENAME TO gone');
    const { ok, violations } = await shop.check('streams');
    expect({ ok, violations }).toEqual({
      ok: false,
      violations: ['it could not be checked: relation "order_events" does not exist'],
    });
  });

  it('does not hold where there is nothing to check', async () => {
    await shop.plant('orders', 'DELETE FROM order_events; DELETE FROM orders; DELETE FROM outbox');
    expect(await shop.check('streams')).toMatchObject({ ok: false, violations: ['there was nothing to check'] });
  });
});
