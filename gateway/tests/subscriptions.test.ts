import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newMessage } from '#contracts/new-message.ts';
import { parcelTracked } from '#contracts/shipping.ts';
import { sessionRevoked } from '#contracts/users.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type LiveOperation, openLiveClient } from './live-client.ts';
import { ANN, BOB, type LiveGraph, notification, startLiveGraph, UPDATES } from './subscription-fixture.ts';
import type { Answer } from './test-gateway.ts';

let graph: LiveGraph;
beforeAll(async () => {
  graph = await startLiveGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());

const statuses = (results: Answer[]) => results.map(({ data }) => data.orderUpdated.order.status);
const cursors = (results: Answer[]) => results.map(({ data }) => data.orderUpdated.cursor);

/** Begins to follow an order; updates it until the first answer is there, so that the subscription is known to run. */
async function follow(owner: string) {
  const client = await graph.connect(owner);
  const order = graph.orders.place(owner);
  const updates = client.run(UPDATES, { id: order.id, after: 'EARLIEST' });
  await order.update(graph.broker, 'PENDING');
  await updates.came(1);
  return { client, order, updates };
}

describe('orderUpdated', () => {
  it('pushes every change, with what other subgraphs know of the order', async () => {
    const { client, order, updates } = await follow(ANN);
    await using _ = client;
    await order.update(graph.broker, 'AWAITING_PAYMENT');
    await updates.came(2);
    const { occurredAt } = await order.update(graph.broker, 'COMPLETED');
    const results = await updates.came(3);
    expect(statuses(results)).toEqual(['PENDING', 'AWAITING_PAYMENT', 'COMPLETED']);
    expect(results[2]).toEqual({
      data: {
        orderUpdated: {
          cursor: expect.stringMatching(/^\d+$/),
          occurredAt,
          order: { id: order.id, status: 'COMPLETED' },
        },
      },
    });
  });

  it('begins live: what came before is not shown, what comes during the subscribing is', async () => {
    await using client = await graph.connect(ANN);
    const order = graph.orders.place(ANN);
    await order.update(graph.broker, 'PENDING');
    const first = client.run(UPDATES, { id: order.id, after: 'EARLIEST' });
    await first.came(1);
    const live = client.run(UPDATES, { id: order.id });
    const query = client.run('{ __typename }');
    await query.came(1);
    await order.update(graph.broker, 'COMPLETED');
    expect(statuses(await live.came(1))).toEqual(['COMPLETED']);
    expect(statuses(await first.came(2))).toEqual(['PENDING', 'COMPLETED']);
  });

  it('goes on after a cursor: what was missed, then live, each once and in order', async () => {
    const { client, order, updates } = await follow(ANN);
    updates.stop();
    await client[Symbol.asyncDispose]();
    const missed = await order.update(graph.broker, 'AWAITING_PAYMENT');
    await graph.broker.publish([missed]);
    await using again = await graph.connect(ANN);
    const resumed = again.run(UPDATES, { id: order.id, after: cursors(updates.results)[0] });
    await resumed.came(1);
    await graph.broker.publish([missed]);
    await order.update(graph.broker, 'COMPLETED');
    const results = await resumed.came(2);
    expect(statuses(results)).toEqual(['AWAITING_PAYMENT', 'COMPLETED']);
    expect(cursors(results).map(Number)).toEqual(
      cursors(results)
        .map(Number)
        .toSorted((a, b) => a - b),
    );
  });

  it('goes on at a gateway that knows nothing of what was missed', async () => {
    const { client, order, updates } = await follow(ANN);
    await using _ = client;
    const cursor = cursors(updates.results)[0];
    await order.update(graph.broker, 'AWAITING_PAYMENT');
    await updates.came(2);
    await using other = await startLiveGraph({ broker: graph.broker }, graph.orders);
    await using atOther = await other.connect(ANN);
    const resumed = atOther.run(UPDATES, { id: order.id, after: cursor });
    expect(cursors(await resumed.came(1))).toEqual([cursors(updates.results)[1]]);
    // With the second of these the entries kept by the other gateway go on from what was read.
    for (const count of [2, 3, 4]) {
      await order.update(graph.broker, 'COMPLETED');
      await resumed.came(count);
    }
    expect(cursors(resumed.results)).toEqual(cursors(await updates.came(5)).slice(1));
  });

  it('shows an order from its beginning with EARLIEST', async () => {
    const order = graph.orders.place(ANN);
    await order.update(graph.broker, 'PENDING');
    await order.update(graph.broker, 'AWAITING_PAYMENT');
    await using client = await graph.connect(ANN);
    const updates = client.run(UPDATES, { id: order.id, after: 'EARLIEST' });
    await updates.came(2);
    await order.update(graph.broker, 'COMPLETED');
    // The status is asked for when the event is shown: by then the order was further on.
    expect(statuses(await updates.came(3)).at(-1)).toBe('COMPLETED');
    expect(new Set(cursors(updates.results)).size).toBe(3);
  });

  it('refuses an order of somebody else as it refuses none at all; staff may see it', async () => {
    const order = graph.orders.place(BOB);
    await using client = await graph.connect(ANN);
    expect(await client.run(UPDATES, { id: order.id }).refused()).toEqual(['NOT_FOUND']);
    expect(await client.run(UPDATES, { id: randomUUID() }).refused()).toEqual(['NOT_FOUND']);
    await using staff = await graph.connect(ANN, ['STAFF']);
    const updates = staff.run(UPDATES, { id: order.id, after: 'EARLIEST' });
    await order.update(graph.broker, 'PENDING');
    expect(statuses(await updates.came(1))).toEqual(['PENDING']);
  });

  it("never shows an event of an order that is somebody else's by now, whatever was found before", async () => {
    const { client, order, updates } = await follow(ANN);
    await using _ = client;
    order.give(BOB);
    await order.update(graph.broker, 'AWAITING_PAYMENT');
    const next = order.change('COMPLETED');
    await graph.broker.publish([{ ...next, data: { ...next.data, customerId: ANN } }]);
    const results = await updates.came(2);
    expect(results[1].data.orderUpdated.occurredAt).toBe(next.occurredAt);
  });

  it('is for guest sessions too, and shows the whole order to the user whom the guest signs in as', async () => {
    const guestId = randomUUID();
    const order = graph.orders.place(guestId);
    await using asGuest = await graph.connect(guestId, []);
    const guests = asGuest.run(UPDATES, { id: order.id, after: 'EARLIEST' });
    const before = [await order.update(graph.broker, 'PENDING'), await order.update(graph.broker, 'PENDING')];
    await guests.came(2);

    order.give(ANN);
    await using ann = await graph.connect(ANN);
    const asked = graph.orders.asked();
    const updates = ann.run(UPDATES, { id: order.id, after: 'EARLIEST' });
    await updates.came(2);
    const after = await order.update(graph.broker, 'COMPLETED');
    const results = await updates.came(3);
    const times = results.map(({ data }: Answer) => data.orderUpdated.occurredAt);
    expect(times).toEqual([...before, after].map(({ occurredAt }) => occurredAt));
    // Once to begin, and once about the guest whom the first two name; the guest asked about Ann.
    await eventually('the guest has asked too', () => graph.orders.asked() >= asked + 3);
    expect(graph.orders.asked()).toBe(asked + 3);
    expect(guests.results).toHaveLength(2);
  });

  it('says that something went wrong when nobody can tell whose the order is', async () => {
    const { client, order, updates } = await follow(ANN);
    await using _ = client;
    graph.orders.breakQueries(true);
    order.give(BOB);
    await order.update(graph.broker, 'AWAITING_PAYMENT');
    const [, failed] = await updates.came(2);
    graph.orders.breakQueries(false);
    expect(failed).toEqual({ errors: [expect.objectContaining({ extensions: { code: 'INTERNAL_SERVER_ERROR' } })] });
  });

  it('shows what is left when a subgraph is down', async () => {
    const { client, order } = await follow(ANN);
    await using _ = client;
    const query =
      'subscription ($id: ID!) { orderUpdated(orderId: $id, after: "EARLIEST") { order { id shipment { id } } } }';
    const [result] = await client.run(query, { id: order.id }).came(1);
    expect(result).toEqual({
      data: { orderUpdated: { order: { id: order.id, shipment: null } } },
      errors: [
        {
          message: 'The shipping service is not available.',
          path: ['orderUpdated', 'order', 'shipment'],
          extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
        },
      ],
    });
  });

  it('ends for a client that is too slow, which resumes with the cursor it is given', async () => {
    const { client, order, updates } = await follow(ANN);
    await using _ = client;
    const release = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    graph.orders.holdStatus(() => {
      held.resolve();
      return release.promise;
    });
    await order.update(graph.broker, 'AWAITING_PAYMENT');
    await held.promise;
    await graph.broker.publish(Array.from({ length: 1_100 }, () => order.change('COMPLETED')));
    await using witness = await graph.connect(ANN);
    const last = witness.run(UPDATES.replace('order { id status }', ''), { id: order.id, after: 'EARLIEST' });
    const all = await last.came(1_102);
    graph.orders.holdStatus(async () => {});
    release.resolve();
    await eventually('the subscription ends', () => updates.completed);
    const end = updates.results.at(-1);
    expect(updates.results).toHaveLength(1_003);
    expect(end.errors).toEqual([
      { message: expect.any(String), extensions: { code: 'RESUME_WITH_CURSOR', cursor: cursors(all)[1_001] } },
    ]);
    const rest = client.run(UPDATES, { id: order.id, after: end.errors[0].extensions.cursor });
    expect(cursors(await rest.came(100))).toEqual(cursors(all).slice(1_002));
  });
});

describe('shipmentTracked', () => {
  it('pushes the steps of the order’s parcels', async () => {
    const order = graph.orders.place(ANN);
    await using client = await graph.connect(ANN);
    const query = `subscription ($id: ID!) { shipmentTracked(orderId: $id, after: "EARLIEST") {
      cursor parcelId trackingNumber step at order { id } } }`;
    const tracked = client.run(query, { id: order.id });
    const [parcelId, shipmentId, at] = [randomUUID(), randomUUID(), new Date().toISOString()];
    const data = { orderId: order.id, customerId: ANN, shipmentId, parcelId, trackingNumber: 'AG-7', at };
    const step = (name: 'DISPATCHED' | 'DELIVERED', aggregateVersion: number) =>
      newMessage(parcelTracked, { aggregateId: order.id, aggregateVersion, data: { ...data, step: name } });
    await graph.broker.publish([step('DISPATCHED', 1), step('DELIVERED', 2)]);
    const results = await tracked.came(2);
    const shown = { cursor: expect.any(String), parcelId, trackingNumber: 'AG-7', at, order: { id: order.id } };
    expect(results.map(({ data: { shipmentTracked } }: Answer) => shipmentTracked)).toEqual([
      { ...shown, step: 'DISPATCHED' },
      { ...shown, step: 'DELIVERED' },
    ]);
    await using other = await graph.connect(BOB);
    expect(await other.run(query, { id: order.id }).refused()).toEqual(['NOT_FOUND']);
  });
});

describe('notificationReceived', () => {
  const QUERY = `subscription ($after: String) { notificationReceived(after: $after) {
    cursor notification { id kind title createdAt readAt order { id status } } } }`;

  it("pushes the viewer's own, out of the event itself; also to staff only their own", async () => {
    const order = graph.orders.place(ANN);
    await using ann = await graph.connect(ANN);
    await using staff = await graph.connect(BOB, ['STAFF']);
    const [received, others] = [ann.run(QUERY), staff.run(QUERY)];
    // When a subscription has begun nobody tells, but by what it shows.
    await eventually('both have begun', async () => {
      await graph.broker.publish([notification(ANN, order.id, 'Hello'), notification(BOB, order.id, 'Hello')]);
      return received.results.length > 0 && others.results.length > 0;
    });
    const afterHello = (operation: LiveOperation, count: number) =>
      eventually(`${count} came`, () => {
        const titled = ({ data }: Answer) => data.notificationReceived.notification.title !== 'Hello';
        const news = operation.results.filter(titled);
        return news.length >= count && news;
      });
    const first = notification(ANN, order.id, 'One');
    await graph.broker.publish([first, notification(BOB, order.id, 'Other'), notification(ANN, order.id, 'Two')]);
    const results = await afterHello(received, 2);
    expect(results.map(({ data }) => data.notificationReceived.notification.title)).toEqual(['One', 'Two']);
    const { id, createdAt } = first.data.notification;
    expect(results[0].data.notificationReceived.notification).toEqual({
      id,
      kind: 'ORDER_PLACED',
      title: 'One',
      createdAt,
      readAt: null,
      order: { id: order.id, status: 'PENDING' },
    });
    const [only] = await afterHello(others, 1);
    expect(only.data.notificationReceived.notification.title).toBe('Other');
    const missed = ann.run(QUERY, { after: results[0].data.notificationReceived.cursor });
    expect((await missed.came(1))[0]).toEqual(results[1]);
  });
});

describe('a subscription is refused', () => {
  it.each(['abc', '-1', '1.5', '', '9'.repeat(30)])('with the cursor %j, naming the argument', async (after) => {
    await using client = await graph.connect(ANN);
    const order = graph.orders.place(ANN);
    const updates = client.run(UPDATES, { id: order.id, after });
    expect(await updates.refused()).toEqual(['BAD_USER_INPUT']);
    expect(updates.errors?.[0].extensions.argument).toBe('after');
  });

  it.each([
    [
      'EARLIEST without a subject',
      'subscription { notificationReceived(after: "EARLIEST") { cursor } }',
      'BAD_USER_INPUT',
    ],
    [
      'two fields',
      'subscription { notificationReceived { cursor } b: notificationReceived { cursor } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['no field', 'subscription { notificationReceived @skip(if: true) { cursor } }', 'BAD_USER_INPUT'],
    [
      'a field that hangs on a variable',
      'subscription ($t: Boolean = true) { notificationReceived @skip(if: $t) { cursor } }',
      'BAD_USER_INPUT',
    ],
    [
      'a fragment that hangs on a variable',
      'subscription ($t: Boolean) { ...F } fragment F on Subscription { ... @include(if: $t) { notificationReceived { cursor } } }',
      'BAD_USER_INPUT',
    ],
    ['too many open brackets', `{ products(search: ${'['.repeat(2_000)}) { totalCount } }`, 'TOO_MANY_BRACKETS'],
    ['an answer named __proto__', 'subscription { __proto__: notificationReceived { cursor } }', 'BAD_USER_INPUT'],
    ['no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['too many tokens', `{ ${'a: __typename '.repeat(2_000)} }`, 'TOO_MANY_TOKENS'],
    [
      'a card number',
      'subscription { notificationReceived(after: "4111111111111111") { cursor } }',
      'CARD_NUMBER_REFUSED',
    ],
    ['a missing variable', 'subscription ($id: ID!) { orderUpdated(orderId: $id) { cursor } }', 'BAD_USER_INPUT'],
  ])('with %s', async (_what, query, code) => {
    await using client = await graph.connect(ANN);
    expect(await client.run(query).refused()).toEqual([code]);
  });

  it('to a guest', async () => {
    await using client = openLiveClient(graph.url);
    const refused = await client.run('subscription { notificationReceived { cursor } }').refused();
    expect(refused).toEqual(['UNAUTHENTICATED']);
  });

  it('with a card number in its variables', async () => {
    await using client = await graph.connect(ANN);
    const refused = await client.run(UPDATES, { id: '4111 1111 1111 1111' }).refused();
    expect(refused).toEqual(['CARD_NUMBER_REFUSED']);
  });
});

describe('a websocket', () => {
  it('answers queries and mutations as HTTP does', async () => {
    await using client = await graph.connect(ANN);
    const order = graph.orders.place(ANN);
    const query = client.run('query ($id: ID!) { order(id: $id) { id status } user(id: $id) { id } }', {
      id: order.id,
    });
    const [result] = await query.came(1);
    expect(result.data).toEqual({ order: { id: order.id, status: 'PENDING' }, user: null });
    expect(result.errors[0].extensions).toEqual({ code: 'FORBIDDEN' });
    const mutation = client.run('mutation { setRoles(input: { userId: "1", roles: [] }) { __typename } }');
    expect((await mutation.came(1))[0]).toMatchObject({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('answers in one part what HTTP would answer in several', async () => {
    await using client = await graph.connect(ANN);
    const order = graph.orders.place(ANN);
    const query = client.run('query ($id: ID!) { order(id: $id) { id ... @defer { status } } }', { id: order.id });
    await eventually('the query is answered', () => query.completed);
    const cost = { requested: expect.any(Number), remaining: expect.any(Number), restoreRate: expect.any(Number) };
    expect(query.results).toEqual([{ data: { order: { id: order.id, status: 'PENDING' } }, extensions: { cost } }]);
  });

  it('takes an operation by its hash, once it has been seen', async () => {
    await using client = await graph.connect(ANN);
    const query = '{ typename: __typename }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    expect(await client.run('', {}, extensions).refused()).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    await client.run(query, {}, extensions).came(1);
    expect(await client.run('', {}, extensions).came(1)).toMatchObject([{ data: { typename: 'Query' } }]);
    expect(await client.run('').refused()).toEqual(['BAD_REQUEST']);
  });

  it('says where a variable is wrong', async () => {
    await using client = await graph.connect(ANN);
    const [result] = await client.run('query ($id: ID!) { order(id: $id) { id } }').came(1);
    expect(result).toEqual({
      errors: [
        {
          message: expect.stringContaining('$id'),
          locations: [{ line: 1, column: 8 }],
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    });
  });

  it.each([
    ['expired', async () => graph.tokenOf(ANN, [], -1)],
    ['forged', async () => graph.issuer.forge({ userId: ANN, sessionId: randomUUID() })],
    ['none', async () => 'abc'],
  ])('is closed with 4401 when its token is %s', async (_what, token) => {
    await using client = openLiveClient(graph.url, { authorization: `Bearer ${await token()}` });
    client.run('{ __typename }');
    expect(await client.closed()).toEqual({ code: 4401, reason: expect.stringContaining('token') });
  });

  it('is closed with 4401 when its token is no text', async () => {
    await using client = openLiveClient(graph.url, { authorization: { toString: null } });
    client.run('{ __typename }');
    expect(await client.closed()).toMatchObject({ code: 4401 });
  });

  it('takes the token from the headers that an IDE gives', async () => {
    const token = await graph.tokenOf(ANN);
    const order = graph.orders.place(ANN);
    await using client = openLiveClient(graph.url, { headers: { Authorization: `Bearer ${token}` } });
    const [result] = await client.run('query ($id: ID!) { order(id: $id) { id } }', { id: order.id }).came(1);
    expect(result.data.order.id).toBe(order.id);
  });

  it.each(['/other', '//', '/graphql/x'])('is not opened at %s', async (path) => {
    const socket = connect(Number(new URL(graph.url).port), '127.0.0.1');
    const headers = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
    socket.write(`GET ${path} HTTP/1.1\r\n${headers}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
    socket.destroy();
  });

  it('is closed when a message is too long', async () => {
    await using client = await graph.connect(ANN);
    client.run('{ __typename }', { x: 'x'.repeat(200_000) });
    expect(await client.closed()).toMatchObject({ code: 1009 });
  });

  it('is closed when its token expires', async () => {
    await using client = openLiveClient(graph.url, {
      authorization: `Bearer ${await graph.tokenOf(ANN, ['CUSTOMER'], 4)}`,
    });
    const updates = client.run('subscription { notificationReceived { cursor } }');
    expect(await client.closed()).toEqual({ code: 4401, reason: 'The access token has expired.' });
    expect(updates.completed).toBe(false);
  });

  it('is closed at the next event once its session has ended', async () => {
    const sessionId = randomUUID();
    const token = await graph.issuer.sign({ userId: ANN, sessionId });
    await using client = openLiveClient(graph.url, { authorization: `Bearer ${token}` });
    const order = graph.orders.place(ANN);
    const updates = client.run(UPDATES, { id: order.id, after: 'EARLIEST' });
    await order.update(graph.broker, 'PENDING');
    await updates.came(1);
    const data = { userId: ANN, sessionId };
    await graph.broker.publish([newMessage(sessionRevoked, { aggregateId: ANN, aggregateVersion: 1, data })]);
    await eventually('the session is known to have ended', async () => {
      const { status } = await graph.post({ query: '{ __typename }' }, { authorization: `Bearer ${token}` });
      return status === 401;
    });
    await order.update(graph.broker, 'COMPLETED');
    expect(await client.closed()).toEqual({ code: 4401, reason: 'The session has ended.' });
    expect(updates.results).toHaveLength(1);
    expect(updates.completed).toBe(false);
  });

  it('is closed with 1001 at a stop, after the event in hand; its client resumes', async () => {
    await using own = await startLiveGraph({ broker: graph.broker });
    await using client = await own.connect(ANN);
    const order = own.orders.place(ANN);
    const updates = client.run(UPDATES, { id: order.id, after: 'EARLIEST' });
    await order.update(graph.broker, 'PENDING');
    await updates.came(1);
    const release = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    own.orders.holdStatus(() => {
      held.resolve();
      return release.promise;
    });
    await order.update(graph.broker, 'AWAITING_PAYMENT');
    await held.promise;
    await order.update(graph.broker, 'COMPLETED');
    const stopping = own.gateway[Symbol.asyncDispose]();
    release.resolve();
    await stopping;
    expect(await client.closed()).toMatchObject({ code: 1001 });
    expect(updates.results).toHaveLength(2);
    expect(updates.completed).toBe(false);
  });
});
