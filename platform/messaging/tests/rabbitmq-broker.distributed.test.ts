import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from 'amqplib';
import { eventually } from '#platform/testkit/eventually.ts';
import { type FaultyProxy, openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import type { Broker, ConsumeOptions } from '../broker.ts';
import { feedOf } from '../rabbitmq/topology.ts';
import { describeBadMessages } from './bad-messages.contract.ts';
import { describeConsuming } from './broker.contract.ts';
import { describeDeadLetters } from './dead-letters.contract.ts';
import { describeFeed } from './feed.contract.ts';
import { counted, countedMessage, countedMessages } from './message-fixtures.ts';
import { describeParking } from './parking.contract.ts';
import { createRabbitMqHome, engineUrl, newNamespace, openConnected, removeNamespace } from './rabbitmq-home.ts';
import { byAggregate, collectFeed, createRecorder } from './recorder.ts';

describe('RabbitMQ broker', () => {
  describe('consuming', () => describeConsuming(createRabbitMqHome));
  describe('parking', () => describeParking(createRabbitMqHome));
  describe('bad messages', () => describeBadMessages(createRabbitMqHome));
  describe('dead letters', () => describeDeadLetters(createRabbitMqHome));
  describe('feed', () => describeFeed(createRabbitMqHome));

  describe('over a network that fails', () => {
    let namespace: string;
    let proxy: FaultyProxy;
    let broker: Broker;
    beforeEach(async () => {
      namespace = newNamespace();
      proxy = await openFaultyProxy(engineUrl);
      broker = await openConnected(proxy.url, namespace);
    });
    afterEach(async () => {
      await broker[Symbol.asyncDispose]();
      await proxy[Symbol.asyncDispose]();
      await removeNamespace(namespace);
    });

    const consume = (options: ConsumeOptions) => broker.consume(options).started;

    const publishSurely = (messages: Parameters<Broker['publish']>[0]) =>
      eventually('the messages are published', () => broker.publish(messages).then(() => true));

    it('rejects a publication at once while RabbitMQ is away, and takes it when it is back', async () => {
      proxy.refuse();
      await eventually('the loss is noticed', () =>
        broker.ready().then(
          () => false,
          () => true,
        ),
      );
      await expect(broker.publish([countedMessage(1)])).rejects.toThrow('RabbitMQ is away');
      proxy.restore();
      await publishSurely([countedMessage(1)]);
      await eventually('it is ready again', () => broker.ready().then(() => true));
    });

    it('rejects a publication that was under way when the connection broke', async () => {
      proxy.stall();
      const publishing = broker.publish([countedMessage(1)]);
      setImmediate(() => proxy.cut());
      await expect(publishing).rejects.toThrow('channel closed');
    });

    it('rejects after 5 s without a confirm, and is not confused by the late one', async () => {
      proxy.stall();
      await expect(broker.publish([countedMessage(1)])).rejects.toThrow('did not answer within 5 s');
      await expect(broker.publish([countedMessage(2)])).rejects.toThrow('RabbitMQ is away');
      proxy.restore();
      await publishSurely([countedMessage(1), countedMessage(2)]);
      const feed = collectFeed(broker.readFeed({ from: 'time', since: new Date(0) }, new AbortController().signal));
      await eventually('the feed has it once more', () => feed.entries.length === 3);
      expect(feed.numbers()).toEqual([1, 1, 2]);
    });

    it('rejects at once while RabbitMQ says that it is blocked, and goes on consuming', async () => {
      const recorder = createRecorder();
      await consume({ group: 'orders', types: [counted.type], handle: recorder.handle });
      // connection.blocked "low on memory" and connection.unblocked, AMQP 0-9-1 frames on channel 0.
      const reason = Buffer.from('low on memory');
      const blocked = Buffer.from([1, 0, 0, 0, 0, 0, 5 + reason.length, 0, 10, 0, 60, reason.length, ...reason, 0xce]);
      proxy.inject(blocked);
      await eventually('it is noticed', () =>
        broker.ready().then(
          () => false,
          () => true,
        ),
      );
      await expect(broker.publish([countedMessage(1)])).rejects.toThrow('RabbitMQ takes no messages: low on memory');
      const other = await openConnected(engineUrl, namespace);
      await other.publish([countedMessage(2)]);
      await other[Symbol.asyncDispose]();
      await eventually('it came', () => recorder.received.length === 1);
      proxy.inject(Buffer.from([1, 0, 0, 0, 0, 0, 4, 0, 10, 0, 61, 0xce]));
      await publishSurely([countedMessage(3)]);
    });

    it('rejects what no queue takes', async () => {
      const connection = await connect(engineUrl);
      const channel = await connection.createChannel();
      await channel.deleteQueue(feedOf(namespace));
      await connection.close();
      const message = countedMessage(1);
      await expect(broker.publish([message])).rejects.toThrow(`no queue took message ${message.id}`);
    });

    it('consumes everything, in order, although the connection breaks again and again', async () => {
      const recorder = createRecorder();
      const messages = countedMessages(200, 10);
      const seen = new Set<string>();
      await consume({
        group: 'orders',
        types: [counted.type],
        async handle(message, givenBefore) {
          const verdict = await recorder.handle(message, givenBefore);
          const { length } = recorder.received;
          if (length === 30 || length === 90 || length === 150) proxy.cut();
          return verdict;
        },
      });
      for (let start = 0; start < 200; start += 20) await publishSurely(messages.slice(start, start + 20));
      const distinct = () => {
        for (const { id } of recorder.received) seen.add(id);
        return seen.size;
      };
      await eventually('all came', () => distinct() === 200);
      // Repetitions are allowed, but no message may come for the first time before an earlier one of its aggregate.
      const first = recorder.received.filter(
        ({ id }, index) => recorder.received.findIndex((message) => message.id === id) === index,
      );
      expect(byAggregate(first)).toEqual(byAggregate(messages.filter(({ id }) => seen.has(id))));
    });

    it('reads the feed without a gap although the connection breaks', async () => {
      const reading = new AbortController();
      const live = broker.readFeed({ from: 'live' }, reading.signal);
      await live.started;
      const feed = collectFeed(live);
      // Published by someone else before the reader is back.
      proxy.refuse();
      const other = await openConnected(engineUrl, namespace);
      await other.publish([countedMessage(1)]);
      await other[Symbol.asyncDispose]();
      proxy.restore();
      await eventually('the first came', () => feed.numbers().includes(1));
      for (let number = 2; number <= 20; number++) {
        if (number % 5 === 0) proxy.cut();
        await publishSurely([countedMessage(number)]);
      }
      await eventually('the last came', () => feed.numbers().includes(20));
      expect([...new Set(feed.numbers())]).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      const cursors = feed.entries.map(({ cursor }) => Number(cursor));
      expect(new Set(cursors).size).toBe(cursors.length);
      reading.abort();
      await feed.finished;
    });

    it('stops while the network is stalled', async () => {
      await consume({ group: 'orders', types: [counted.type], handle: createRecorder().handle });
      proxy.stall();
      await broker[Symbol.asyncDispose]();
    });
  });
});
