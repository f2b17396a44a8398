import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { claim } from '../inbox.ts';
import { discardParked } from '../parking/parked-messages.ts';
import { dueIn, firstParked, forget, park, postpone, progress, takeDue } from '../parking/parking-store.ts';
import { retryPolicy } from '../parking/retry-policy.ts';
import { countedMessage } from './message-fixtures.ts';
import { createServiceFixture, type ServiceFixture } from './service-fixture.ts';

let service: ServiceFixture;
beforeAll(async () => {
  service = await createServiceFixture();
});
afterAll(async () => {
  await service?.[Symbol.asyncDispose]();
});

/** A group that nobody else has here. */
const newGroup = () => `group-${randomUUID()}`;

describe('parked messages', () => {
  it('do not contain one that was applied, nor one twice', async () => {
    const { database } = service;
    const group = newGroup();
    const message = countedMessage(1);
    await park(database, group, message);
    await park(database, group, message);
    const aggregate = await takeDue(database, group);
    if (aggregate === undefined) throw new Error('it is due');
    const first = await firstParked(database, aggregate);
    expect(first?.envelope).toEqual(message);
    await progress(database, aggregate, first?.position ?? '');
    expect(await firstParked(database, aggregate)).toBeUndefined();
    expect(await forget(database, aggregate)).toBe(true);

    await database.transaction((tx) => claim(tx, { database, group, from: 'queue' }, message));
    await park(database, group, message);
    expect(await takeDue(database, group)).toBeUndefined();
  });

  it('are taken by one at a time, when they are due', async () => {
    const { database } = service;
    const group = newGroup();
    await park(database, group, countedMessage(1), { error: 'away', pause: 600_000 });
    expect(await takeDue(database, group)).toBeUndefined();
    expect(await dueIn(database, group)).toBeGreaterThan(500_000);
    await database.query({
      text: 'UPDATE parked_aggregates SET next_try_at = now() WHERE consumer = $1',
      values: [group],
    });
    const taken = await Promise.all([1, 2, 3].map(() => takeDue(database, group)));
    const [aggregate, ...others] = taken.filter((one) => one !== undefined);
    expect(others).toEqual([]);
    expect(aggregate).toMatchObject({ group, attempts: 1 });
    if (aggregate === undefined) return;
    expect(await dueIn(database, group)).toBeGreaterThan(1_000);
    await postpone(database, aggregate, 0, 'still away');
    expect(await takeDue(database, group)).toMatchObject({ attempts: 2 });
    await postpone(database, aggregate, Number.POSITIVE_INFINITY, null);
    expect(await dueIn(database, group)).toBe(Number.POSITIVE_INFINITY);
    const { rows } = await database.query({
      text: 'SELECT last_error FROM parked_aggregates WHERE consumer = $1',
      values: [group],
    });
    expect(rows).toEqual([{ last_error: 'still away' }]);
  });

  it('are taken for as long as it takes, however often they have failed', async () => {
    const { database } = service;
    const group = newGroup();
    await park(database, group, countedMessage(1));
    // A minute apart, a day has more tries than a float8 has powers of two.
    await database.query({ text: 'UPDATE parked_aggregates SET attempts = 1400 WHERE consumer = $1', values: [group] });
    const aggregate = await takeDue(database, group);
    expect(aggregate).toMatchObject({ attempts: 1401 });
    if (aggregate === undefined) return;
    const lease = await dueIn(database, group);
    expect(lease).toBeGreaterThan(50_000);
    expect(lease).toBeLessThanOrEqual(60_000);
  });

  it('behind one that was given up have their own time once that one is thrown away', async () => {
    const { database } = service;
    const group = newGroup();
    const [first, behind] = [countedMessage(1), countedMessage(2)];
    behind.aggregateId = first.aggregateId;
    for (const message of [first, behind]) await park(database, group, message);
    await database.query({
      text: `UPDATE parked_aggregates SET failing_since = now() - interval '2 days', attempts = 1400, last_error = 'away',
               next_try_at = 'infinity'
             WHERE consumer = $1`,
      values: [group],
    });
    expect(await discardParked(database, first.id)).toBe(1);
    const aggregate = await takeDue(database, group);
    if (aggregate === undefined) throw new Error('it is due');
    expect(aggregate.attempts).toBe(1);
    expect(aggregate.failingMs).toBeLessThan(retryPolicy.patience);
    expect((await firstParked(database, aggregate))?.envelope).toEqual(behind);
  });

  it('keep their aggregate while another one is being parked behind', async () => {
    const { database } = service;
    const group = newGroup();
    const [first, behind] = [countedMessage(1), countedMessage(2)];
    behind.aggregateId = first.aggregateId;
    await park(database, group, first);
    const aggregate = await takeDue(database, group);
    if (aggregate === undefined) throw new Error('it is due');
    const { promise: parked, resolve: tellParked } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const parking = database.transaction(async (tx) => {
      await park(tx, group, behind);
      tellParked();
      await released;
    });
    await parked;
    await progress(database, aggregate, (await firstParked(database, aggregate))?.position ?? '');
    const forgetting = forget(database, aggregate);
    await eventually('forgetting waits for the parking', async () => {
      const { rowCount } = await database.query({
        text: `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      });
      return rowCount === 1;
    });
    release();
    await parking;
    expect(await forgetting).toBe(false);
    expect((await firstParked(database, aggregate))?.envelope).toEqual(behind);
  });

  it('are tried after 1 s, 2 s … 60 s, after quick tries of less than 3 s', () => {
    const about = (milliseconds: number) => [milliseconds * 0.75, milliseconds * 1.25];
    for (const [attempts, pause] of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000].entries()) {
      const [least = 0, most = 0] = about(pause);
      expect(retryPolicy.pauseAfter(attempts)).toBeGreaterThanOrEqual(least);
      expect(retryPolicy.pauseAfter(attempts)).toBeLessThanOrEqual(most);
    }
    expect(retryPolicy.quickPauses.reduce((sum, pause) => sum + pause, 0)).toBe(2_500);
  });
});
