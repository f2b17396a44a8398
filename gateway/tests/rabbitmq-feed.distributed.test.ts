import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'amqplib';
import { createLogger } from '#platform/logging/create-logger.ts';
import type { Broker } from '#platform/messaging/broker.ts';
import { createRabbitMqBroker } from '#platform/messaging/rabbitmq/create-rabbitmq-broker.ts';
import { exchangeOf, feedOf } from '#platform/messaging/rabbitmq/topology.ts';
import { testEngines } from '#platform/testkit/engines.ts';
import { ANN, type LiveGraph, startLiveGraph, UPDATES } from './subscription-fixture.ts';
import type { Answer } from './test-gateway.ts';

const url = testEngines().amqpUrl ?? '';
const namespace = `test_${randomBytes(6).toString('hex')}`;

let broker: Broker;
let graph: LiveGraph;
beforeAll(async () => {
  broker = await createRabbitMqBroker({ url, namespace, logger: createLogger('test', 'silent') });
  graph = await startLiveGraph({ broker });
});
afterAll(async () => {
  await graph?.[Symbol.asyncDispose]();
  await broker?.[Symbol.asyncDispose]();
  const connection = await connect(url);
  const channel = await connection.createChannel();
  await channel.deleteQueue(feedOf(namespace));
  await channel.deleteExchange(exchangeOf(namespace));
  await connection.close();
});

const cursors = (results: Answer[]) => results.map(({ data }) => data.orderUpdated.cursor);

describe('subscriptions over RabbitMQ', () => {
  it('begin with EARLIEST, go on live, and after a cursor at another gateway', async () => {
    const order = graph.orders.place(ANN);
    await order.update(broker, 'PENDING');
    await using client = await graph.connect(ANN);
    const updates = client.run(UPDATES, { id: order.id, after: 'EARLIEST' });
    await updates.came(1);
    const repeated = await order.update(broker, 'AWAITING_PAYMENT');
    await broker.publish([repeated]);
    await order.update(broker, 'COMPLETED');
    const all = cursors(await updates.came(3));

    await using other = await startLiveGraph({ broker }, graph.orders);
    await using atOther = await other.connect(ANN);
    const resumed = atOther.run(UPDATES, { id: order.id, after: all[0] });
    expect(cursors(await resumed.came(2))).toEqual(all.slice(1));
    await order.update(broker, 'COMPLETED');
    expect(cursors(await resumed.came(3)).at(-1)).toBe(cursors(await updates.came(4)).at(-1));
    expect(new Set(cursors(updates.results)).size).toBe(4);
  });
});
