import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { MalformedMessage } from '#contracts/message-contract.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createDatabase } from '#platform/postgres/database.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import type { Broker } from '../broker.ts';
import { parkedBacklog } from '../parking/parked-backlog.ts';
import { partitionOf } from '../partition-of.ts';
import type { BrokerHome } from './broker.contract.ts';
import { countedMessage } from './message-fixtures.ts';
import { createServiceFixture, impatient, type ServiceFixture } from './service-fixture.ts';

/** Two aggregates of one partition. */
function neighbours(): [string, string] {
  const first = randomUUID();
  let second = randomUUID();
  while (partitionOf(second) !== partitionOf(first)) second = randomUUID();
  return [first, second];
}

/** What becomes of messages that cannot be applied, the same over every broker. @param createHome as for consuming */
export function describeParking(createHome: () => Promise<BrokerHome>): void {
  let home: BrokerHome;
  let broker: Broker;
  let service: ServiceFixture;
  beforeEach(async () => {
    home = await createHome();
    broker = await home.open();
    service = await createServiceFixture();
  });
  afterEach(async () => {
    await service[Symbol.asyncDispose]();
    await broker[Symbol.asyncDispose]();
    await home[Symbol.asyncDispose]();
  });

  const parked = async () => (await parkedBacklog(service.database)).messages;

  it('parks a sick aggregate in order, lets its neighbours pass, and applies all once when it is well', async () => {
    const [sick, well] = neighbours();
    let ill = true;
    await service.consume(broker, ({ aggregateId }) => {
      if (ill && aggregateId === sick) throw new Error('not now');
    });
    const messages = [1, 2, 3, 4, 5, 6].map((number) => countedMessage(number, number % 2 === 1 ? sick : well));
    await broker.publish(messages);
    await eventually('the neighbour is through', async () => (await service.applied()).length === 3);
    await eventually('the sick ones are parked', async () => (await parked()) === 3);
    expect(await service.applied()).toEqual([2, 4, 6]);
    await broker.publish(messages);
    const { rows } = await service.database.query({ text: 'SELECT attempts, last_error FROM parked_aggregates' });
    expect(rows).toEqual([{ attempts: expect.any(Number), last_error: 'Error: not now' }]);
    ill = false;
    await broker.publish([countedMessage(7, sick)]);
    await eventually('nothing is parked', async () => (await service.applied()).length === 7 && (await parked()) === 0);
    expect(await service.applied()).toEqual([2, 4, 6, 1, 3, 5, 7]);
    await broker.publish([countedMessage(8, sick)]);
    await eventually('it goes straight on', async () => (await service.applied()).at(-1) === 8);
    expect(await home.deadLetters('orders')).toBe(0);
  });

  it('has any number of instances try parked messages, each applied once and in order', async () => {
    const aggregates = Array.from({ length: 10 }, () => randomUUID());
    let ill = true;
    const before = () => {
      if (ill) throw new Error('not now');
    };
    await service.consume(broker, before);
    await service.consume(broker, before);
    const messages = aggregates.flatMap((id, index) => [1, 2, 3, 4].map((n) => countedMessage(index * 10 + n, id)));
    await broker.publish(messages);
    await eventually('all are parked', async () => (await parked()) === 40);
    ill = false;
    await eventually('none is parked', async () => (await parked()) === 0);
    const applied = await service.applied();
    expect(applied).toHaveLength(40);
    for (const index of aggregates.keys()) {
      const own = applied.filter((number) => Math.floor(number / 10) === index);
      expect(own).toEqual([1, 2, 3, 4].map((n) => index * 10 + n));
    }
  });

  it('puts what can never be applied to the dead letters: behind a parked one at once, a parked one when it is tried', async () => {
    const id = randomUUID();
    let answer: Error | undefined = new Error('not now');
    await service.consume(broker, ({ data }) => {
      if (data.number === 1 && answer !== undefined) throw answer;
    });
    await broker.publish([countedMessage(1, id), countedMessage(2, id)]);
    await eventually('both are parked', async () => (await parked()) === 2);
    await broker.publish([{ ...countedMessage(3, id), data: { number: 'three' } }]);
    await eventually('one is a dead letter', async () => (await home.deadLetters('orders')) === 1);
    answer = new MalformedMessage('never');
    await eventually('two are dead letters', async () => (await home.deadLetters('orders')) === 2);
    await eventually('the next one is applied', async () => (await service.applied()).length === 1);
    expect(await service.applied()).toEqual([2]);
    await eventually('nothing is parked', async () => (await parked()) === 0);
  });

  it('gives no verdict while the database is away: nothing is a dead letter, all is applied afterwards', async () => {
    await using proxy = await openFaultyProxy(service.database.url);
    await using far = createDatabase({ url: proxy.url, logger: createLogger('test', 'silent') });
    let tries = 0;
    await service.consume(broker, () => {}, { database: far });
    proxy.refuse();
    const query = far.query;
    far.query = (statement) => {
      tries += 1;
      return query(statement);
    };
    const id = randomUUID();
    await broker.publish([countedMessage(1, id), countedMessage(2, id)]);
    await eventually('parking was tried and failed', () => tries > 1);
    proxy.restore();
    await eventually('both are applied', async () => (await service.applied()).length === 2);
    expect(await service.applied()).toEqual([1, 2]);
    // What was in hand when the database came back may have been parked for a moment.
    await eventually('nothing is parked', async () => (await parked()) === 0);
    expect(await home.deadLetters('orders')).toBe(0);
  });

  it('leaves to a person what fails for too long', async () => {
    await service.consume(
      broker,
      () => {
        throw new Error('connect to postgres://user:secret@host failed');
      },
      { policy: { ...impatient, patience: 0 } },
    );
    await broker.publish([countedMessage(1)]);
    const backlog = await eventually('it is given up', async () => {
      const now = await parkedBacklog(service.database);
      return now.waiting === 1 && now;
    });
    expect(backlog).toEqual({ messages: 1, oldestSeconds: expect.any(Number), waiting: 1 });
    const { rows } = await service.database.query({ text: 'SELECT last_error FROM parked_aggregates' });
    expect(rows).toEqual([{ last_error: 'Error: connect to postgres://host failed' }]);
  });
}
