import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Channel } from 'amqplib';
import { eventually } from '#platform/testkit/eventually.ts';
import { openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { type Broker, MAX_MESSAGE_BYTES } from '../broker.ts';
import { partitionOf } from '../partition-of.ts';
import { createRabbitMqBroker } from '../rabbitmq/create-rabbitmq-broker.ts';
import { deadLettersOf, declareAll, exchangeOf, queueOf, routesOf, routingKeyOf } from '../rabbitmq/topology.ts';
import { startRelay } from '../relay.ts';
import { counted, countedMessage, countedMessages } from './message-fixtures.ts';
import { engineUrl, logger, newNamespace, openConnected, overAmqp, removeNamespace } from './rabbitmq-home.ts';
import { byAggregate, createRecorder } from './recorder.ts';
import { createServiceFixture } from './service-fixture.ts';

const subscribed = { orders: [counted.type], payments: [counted.type] };

describe('RabbitMQ, declared by whoever publishes', () => {
  let namespace: string;
  let brokers: Broker[];
  beforeEach(async () => {
    namespace = newNamespace();
    brokers = await Promise.all([1, 2].map(() => openConnected(engineUrl, namespace, subscribed)));
  });
  afterEach(async () => {
    await Promise.all(brokers.map((broker) => broker[Symbol.asyncDispose]()));
    await removeNamespace(namespace);
  });

  const countIn = (queue: string) => overAmqp(async (channel) => (await channel.checkQueue(queue)).messageCount);

  it.each([
    ['the exchange', exchangeOf],
    ['the routes', routesOf],
  ])('heals when %s is deleted under way, and loses nothing for any group', async (_, nameOf) => {
    const recorder = createRecorder();
    const [one, two] = brokers as [Broker, Broker];
    await one.consume({ group: 'orders', types: [counted.type], handle: recorder.handle }).started;
    const messages = countedMessages(60, 6);
    const publishing = [one, two].map(async (broker, index) => {
      for (const message of messages.filter((_message, place) => (place % 6) % 2 === index)) {
        await eventually('it is published', () => broker.publish([message]).then(() => true));
      }
    });
    await eventually('they are under way', () => recorder.received.length > 10);
    for (let time = 0; time < 3; time++) await overAmqp((channel) => channel.deleteExchange(nameOf(namespace)));
    await Promise.all(publishing);

    const distinct = () => new Set(recorder.received.map(({ id }) => id)).size;
    await eventually('the group that consumes has all', () => distinct() === 60);
    const away = createRecorder();
    await two.consume({ group: 'payments', types: [counted.type], handle: away.handle }).started;
    await eventually('so has the one that was away', () => new Set(away.received.map(({ id }) => id)).size === 60);
    const first = away.received.filter(({ id }, at) => away.received.findIndex((other) => other.id === id) === at);
    expect(byAggregate(first)).toEqual(expect.any(Map));
    for (const [aggregate, numbers] of byAggregate(messages))
      expect(byAggregate(first).get(aggregate)).toEqual(numbers);
  });

  it('takes no message for a part of its queues only, at no moment of the declaring', async () => {
    const message = countedMessage(1);
    const partition = partitionOf(message.aggregateId);
    let taken = 0;
    const probe = () =>
      overAmqp(async (channel) => {
        let returned = false;
        channel.on('return', () => {
          returned = true;
        });
        const content = Buffer.from(JSON.stringify(message));
        channel.publish(exchangeOf(namespace), routingKeyOf(message.type, partition), content, { mandatory: true });
        await channel.waitForConfirms();
        if (!returned) taken += 1;
      }).catch(() => {});
    const probed = (channel: Channel) =>
      new Proxy(channel, {
        get(target, name) {
          const member = Reflect.get(target, name);
          if (!/^(bind|assertExchange)/.test(String(name))) return member;
          return async (...given: unknown[]) => {
            const answer = await member.apply(target, given);
            await probe();
            return answer;
          };
        },
      });
    await overAmqp(async (channel, connection) => {
      for (const exchange of [exchangeOf(namespace), routesOf(namespace)]) await channel.deleteExchange(exchange);
      const open = async () => probed(await connection.createChannel());
      await declareAll(probed(channel), open, namespace, subscribed);
    });
    expect(taken).toBeGreaterThan(0);
    expect(await countIn(queueOf(namespace, 'orders', partition))).toBe(taken);
    expect(await countIn(queueOf(namespace, 'payments', partition))).toBe(taken);
  });

  it('puts what is no JSON, and what is too long, to the dead letters', async () => {
    const [broker] = brokers as [Broker];
    await using service = await createServiceFixture();
    await service.consume(broker, () => {});
    const good = countedMessage(1);
    const long = { ...countedMessage(2, good.aggregateId), data: { number: 2, filler: 'x'.repeat(MAX_MESSAGE_BYTES) } };
    await overAmqp(async (channel) => {
      const queue = queueOf(namespace, 'orders', partitionOf(good.aggregateId));
      for (const text of ['{"id": ', '\0', '', JSON.stringify(long)]) channel.sendToQueue(queue, Buffer.from(text));
      await channel.waitForConfirms();
    });
    await broker.publish([good]);
    await eventually('the good one is applied', async () => (await service.applied()).length > 0);
    await eventually('all four are put aside', async () => (await countIn(deadLettersOf(namespace, 'orders'))) === 4);
    expect(await service.applied()).toEqual([1]);
  });

  it('parks what came again and again without a verdict, untried, and those beside it', async () => {
    const [broker] = brokers as [Broker];
    await using service = await createServiceFixture();
    const messages = countedMessages(3, 1);
    await broker.publish(messages);
    const queue = queueOf(namespace, 'orders', partitionOf(messages[0]?.aggregateId ?? ''));
    for (let time = 0; time < 8; time++) {
      await overAmqp(async (channel) => {
        const given = Promise.withResolvers<void>();
        let count = 0;
        await channel.consume(queue, () => {
          count += 1;
          if (count === 3) given.resolve();
        });
        await given.promise;
      });
    }
    const { database } = service;
    const reasons: unknown[] = [];
    await service.consume(broker, async () => {
      const { rows } = await database.query({ text: 'SELECT last_error FROM parked_aggregates' });
      reasons.push(...rows);
    });
    await eventually('they are applied out of parking', async () => (await service.applied()).length === 3);
    expect(await service.applied()).toEqual([1, 2, 3]);
    expect(reasons[0]).toEqual({ last_error: 'came 9 times, and its process ended' });
  });

  it('starts while RabbitMQ is away: the outbox fills, and all is delivered in order when it is there', async () => {
    await using proxy = await openFaultyProxy(engineUrl);
    proxy.refuse();
    await using late = await createRabbitMqBroker({ url: proxy.url, namespace, subscribed, logger });
    await using service = await createServiceFixture();
    const { database } = service;
    let asked = 0;
    const watched: Broker = {
      ...late,
      publish(messages) {
        asked = Math.max(asked, messages.length);
        return late.publish(messages);
      },
    };
    const messages = countedMessages(500, 7);
    const consumption = late.consume({ group: 'orders', types: [counted.type], handle: async () => 'ack' });
    await database.query({
      text: `INSERT INTO outbox (event_id, partition, envelope)
             SELECT (m->>'id')::uuid, p, m FROM unnest($1::jsonb[], $2::smallint[]) AS t (m, p)`,
      values: [messages.map((message) => JSON.stringify(message)), messages.map((m) => partitionOf(m.aggregateId))],
    });
    await using _relay = startRelay(database, watched, logger);
    await expect(late.ready()).rejects.toThrow('RabbitMQ is away');
    await eventually('the relay has tried', () => asked > 0);
    await consumption.stop();
    const recorder = createRecorder();
    const consuming = late.consume({ group: 'orders', types: [counted.type], handle: recorder.handle });
    proxy.restore();
    await consuming.started;
    await eventually('all came', () => recorder.received.length >= 500);
    expect(asked).toBe(200);
    expect(recorder.received).toHaveLength(500);
    expect(byAggregate(recorder.received)).toEqual(byAggregate(messages));
  });
});
