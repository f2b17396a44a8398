import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'amqplib';
import { createLogger } from '#platform/logging/create-logger.ts';
import type { Broker } from '#platform/messaging/broker.ts';
import { createRabbitMqBroker } from '#platform/messaging/rabbitmq/create-rabbitmq-broker.ts';
import { exchangeOf, feedOf, routesOf } from '#platform/messaging/rabbitmq/topology.ts';
import { testEngines } from '#platform/testkit/engines.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { ANN, type LiveGraph, startLiveGraph, UPDATES } from './subscription-fixture.ts';
import type { Answer } from './test-gateway.ts';

const url = testEngines().amqpUrl ?? '';
const namespace = `test_${randomBytes(6).toString('hex')}`;

let broker: Broker;
let graph: LiveGraph;
beforeAll(async () => {
  broker = await createRabbitMqBroker({ url, namespace, logger: createLogger('test', 'silent') });
  await eventually('RabbitMQ is there', () => broker.ready().then(() => true));
  graph = await startLiveGraph({ broker });
});
afterAll(async () => {
  await graph?.[Symbol.asyncDispose]();
  await broker?.[Symbol.asyncDispose]();
  const connection = await connect(url);
  const channel = await connection.createChannel();
  await channel.deleteQueue(feedOf(namespace));
  await channel.deleteExchange(exchangeOf(namespace));
  await channel.deleteExchange(routesOf(namespace));
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

  it('are served by a gateway that starts while RabbitMQ is away, and hear of all that comes when it is back', async () => {
    await using proxy = await openFaultyProxy(url);
    proxy.refuse();
    await using away = await createRabbitMqBroker({
      url: proxy.url,
      namespace,
      logger: createLogger('test', 'silent'),
    });
    await using other = await startLiveGraph({ broker: away }, graph.orders);
    await using client = await other.connect(ANN);
    const order = graph.orders.place(ANN);
    await order.update(broker, 'PENDING');
    // What is planned begins as soon as it is asked for: before what is asked after it is answered.
    expect(await client.run(UPDATES, { id: randomUUID() }).refused()).toEqual(['NOT_FOUND']);
    const updates = client.run(UPDATES, { id: order.id });
    const asked = client.run('{ __typename }');
    await asked.came(1);
    await order.update(broker, 'AWAITING_PAYMENT');
    proxy.restore();
    const [first] = await updates.came(1);
    expect(first?.data.orderUpdated.order.status).toBe('AWAITING_PAYMENT');
    await order.update(broker, 'COMPLETED');
    await eventually('the order is seen to be completed', () =>
      updates.results.some(({ data }) => data.orderUpdated.order.status === 'COMPLETED'),
    );
  });
});
