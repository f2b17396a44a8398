import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Viewer } from '#platform/security/viewer.ts';
import { createSharedAnswers } from '../subscriptions/shared-answers.ts';
import { ANN, next, ORDER, startChangingGraph, UPDATES } from './changing-graph.ts';

let graph: Awaited<ReturnType<typeof startChangingGraph>>;
beforeEach(async () => {
  graph = await startChangingGraph();
});
afterEach(() => graph[Symbol.asyncDispose]());

describe('when another supergraph is served, a subscription', () => {
  it('goes on with the next event as the new one plans it, and does not keep the old one', async () => {
    const updates = await graph.follow();
    graph.publish();
    expect((await next(updates)).value.data.updated.order).toEqual({ id: ORDER, status: 'as orders says' });
    await graph.change({ status: 'shipping' });
    expect(graph.disposed).toHaveLength(1);
    graph.publish();
    graph.publish();
    const shown = [await next(updates), await next(updates)];
    expect(shown.map(({ value }) => value.data.updated.order.status)).toEqual(['as shipping says', 'as shipping says']);
    expect(graph.asked).toEqual(['orders', 'shipping', 'shipping']);
  });

  it('ends with the next event when its operation does not fit any more; the cursor leads to that event', async () => {
    const updates = await graph.follow();
    graph.publish();
    const first = await next(updates);
    await graph.change({ status: 'nobody' });
    graph.publish();
    const { value } = await next(updates);
    expect(value).toEqual({
      errors: [
        {
          message: expect.stringContaining('The graph has changed'),
          extensions: { code: 'SUBSCRIPTION_INVALIDATED', cursor: first.value.data.updated.cursor },
        },
      ],
    });
    expect(await next(updates)).toEqual({ done: true });
    const resumed = await graph.follow(UPDATES.replace('status', 'parcels'), {
      after: value.errors[0].extensions.cursor,
    });
    expect((await next(resumed)).value.data.updated).toEqual({ cursor: '2', order: { id: ORDER, parcels: 2 } });
  });

  it('loses no event also when it had none yet', async () => {
    graph.publish();
    const updates = await graph.follow();
    await graph.change({ status: 'nobody' });
    graph.publish();
    expect((await next(updates)).value.errors[0].extensions.cursor).toBe('1');
  });

  it('ends at once when its events are others', async () => {
    const updates = await graph.follow();
    const ended = next(updates);
    await graph.change({ event: 'order-changed' });
    expect((await ended).value.errors[0].extensions).toEqual({ code: 'SUBSCRIPTION_INVALIDATED' });
    const renewed = await graph.follow();
    graph.publish('order-changed');
    expect((await next(renewed)).value.data.updated.order.id).toBe(ORDER);
  });

  it('may be of a field that came with it', async () => {
    await graph.change({
      more: 'shipped(orderId: ID!): Update @feed(event: "shipped", key: "orderId", owner: "customerId")',
    });
    const shipped = await graph.follow('subscription ($id: ID!) { shipped(orderId: $id) { order { id } } }');
    graph.publish('shipped');
    expect((await next(shipped)).value.data).toEqual({ shipped: { order: { id: ORDER } } });
  });
});

describe('equal subscriptions', () => {
  it('of one viewer share the execution of an event', async () => {
    const tabs = [await graph.follow(), await graph.follow(), await graph.follow()];
    const waiting = tabs.map((tab) => next(tab));
    graph.publish();
    const shown = await Promise.all(waiting);
    expect(new Set(shown.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(graph.asked).toEqual(['orders']);
    const again = tabs.map((tab) => next(tab));
    graph.publish();
    expect((await Promise.all(again))[2].value.data.updated.cursor).toBe('2');
    expect(graph.asked).toEqual(['orders', 'orders']);
  });

  it('are each shown their own event when one lags behind', async () => {
    const [ahead, behind] = [await graph.follow(), await graph.follow()];
    graph.publish();
    await next(ahead);
    graph.publish();
    const shown = await Promise.all([next(ahead), next(behind)]);
    expect(shown.map(({ value }) => value.data.updated.cursor)).toEqual(['2', '1']);
  });

  it('are not shown what was made before', async () => {
    const showOnce = createSharedAnswers();
    const operation = {};
    let shown = 0;
    const show = async () => {
      shown += 1;
      return { data: Buffer.from(String(shown)), errors: [] };
    };
    const both = await Promise.all([showOnce(operation, 'a', show), showOnce(operation, 'a', show)]);
    expect(both.map(({ data }) => String(data))).toEqual(['1', '1']);
    expect(String((await showOnce(operation, 'a', show)).data)).toBe('2');
  });

  it('of two viewers do not, nor do others of the same one', async () => {
    const staff: Viewer = { ...ANN, roles: ['STAFF'] };
    const admitted = [await graph.follow(), await graph.follow(UPDATES, { viewer: staff })];
    const other = await graph.follow(UPDATES.replace('status', 'x: status'));
    const waiting = [...admitted, other].map((one) => next(one));
    graph.publish();
    await Promise.all(waiting);
    expect(graph.asked).toEqual(['orders', 'orders', 'orders']);
  });
});

it('a gateway without a feed refuses subscriptions', async () => {
  await using alone = await startChangingGraph({ withFeed: false });
  await expect(alone.follow()).rejects.toMatchObject({
    message: 'There are no events for updated: this gateway follows no feed.',
    extensions: { code: 'BAD_USER_INPUT' },
  });
});
