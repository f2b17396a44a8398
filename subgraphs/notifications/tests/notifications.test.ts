import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { notificationCreated } from '#contracts/notifications.ts';
import { orderCancelled, orderCompleted } from '#contracts/orders.ts';
import { userRegistered } from '#contracts/users.ts';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import { customer, staffMember, startTestSubgraph, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { createNotifications } from '../service.ts';
import { inboxQuery, readInbox } from './read-inbox.ts';

let notifications: TestSubgraph;

beforeAll(async () => {
  notifications = await startTestSubgraph('notifications', createNotifications, {});
});

afterAll(async () => {
  await notifications?.[Symbol.asyncDispose]();
});

const inboxOf = (userId: string, viewer: Viewer = customer(userId), page: object = {}) =>
  readInbox(notifications, userId, viewer, page);

async function register(): Promise<string> {
  const userId = uuidv7();
  const data = { userId, email: 'ada@agora.test', name: 'Ada' };
  await notifications.send(userRegistered, { aggregateId: userId, data });
  await notifications.published(notificationCreated, (created) => created.userId === userId);
  return userId;
}

describe('an inbox', () => {
  it('tells of what happened to an order, newest first, and says so on the feed', async () => {
    const userId = await register();
    const orderId = uuidv7();
    const total = { amountMinor: '1999', currency: 'EUR' };
    const order = { orderId, customerId: userId };
    await notifications.send(orderCompleted, { aggregateId: orderId, data: { ...order, total } });
    const { data } = await notifications.published(
      notificationCreated,
      (created) => created.userId === userId && created.notification.kind === 'ORDER_COMPLETED',
    );
    expect(data.notification.orderId).toBe(orderId);
    const inbox = await inboxOf(userId);
    expect(inbox.unreadCount).toBe(2);
    expect(inbox.nodes.map(({ kind }: { kind: string }) => kind)).toEqual(['ORDER_COMPLETED', 'WELCOME']);
    expect(inbox.nodes[0].order).toEqual({ id: orderId });
    expect(inbox.nodes[1]).toMatchObject({ title: 'Welcome, Ada', order: null });
  });

  it('gets one notification of an event that comes twice', async () => {
    const userId = await register();
    const orderId = uuidv7();
    const data = { orderId, customerId: userId, status: 'PAYMENT_FAILED' as const };
    const message = await notifications.send(orderCancelled, { aggregateId: orderId, data });
    await notifications.sendAgain(message);
    // Another event of the same order comes behind both: once it is there, so is what they brought.
    const total = { amountMinor: '1', currency: 'EUR' };
    await notifications.send(orderCompleted, { aggregateId: orderId, data: { orderId, customerId: userId, total } });
    await notifications.published(
      notificationCreated,
      (created) => created.userId === userId && created.notification.kind === 'ORDER_COMPLETED',
    );
    const kinds = (await inboxOf(userId)).nodes.map(({ kind }: { kind: string }) => kind);
    expect(kinds.filter((kind: string) => kind === 'ORDER_CANCELLED')).toHaveLength(1);
  });

  it('is read in pages', async () => {
    const userId = await register();
    const orderId = uuidv7();
    const data = { orderId, customerId: userId, total: { amountMinor: '1', currency: 'EUR' } };
    await notifications.send(orderCompleted, { aggregateId: orderId, data });
    await notifications.published(notificationCreated, (created) => created.notification.orderId === orderId);
    const first = await inboxOf(userId, customer(userId), { first: 1 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await inboxOf(userId, customer(userId), { first: 1, after: first.pageInfo.endCursor });
    expect(second.nodes.map(({ kind }: { kind: string }) => kind)).toEqual(['WELCOME']);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it('refuses pages that are too long and cursors that are none', async () => {
    const users = [{ __typename: 'User', id: uuidv7() }];
    const viewer = customer(uuidv7());
    const tooLong = await notifications.execute(inboxQuery, { users, first: 1000 }, viewer);
    expect(tooLong.errors?.[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'first' });
    const noCursor = await notifications.execute(inboxQuery, { users, after: '!' }, viewer);
    expect(noCursor.errors?.[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
  });

  it('is null for everybody else, staff and guests too', async () => {
    const userId = await register();
    expect(await inboxOf(userId, customer(uuidv7()))).toBeNull();
    expect(await inboxOf(userId, staffMember(uuidv7()))).toBeNull();
    expect(await inboxOf(userId, guest)).toBeNull();
  });
});

describe('marking a notification as read', () => {
  const mark = `mutation ($id: ID!) {
    markNotificationRead(input: { id: $id }) {
      __typename
      ... on MarkNotificationReadSuccess { notification { readAt } }
      ... on UserError { code }
    }
  }`;

  it('keeps the first time', async () => {
    const userId = await register();
    const { id } = (await inboxOf(userId)).nodes[0];
    const first = await notifications.query(mark, { id }, customer(userId));
    expect(first.markNotificationRead.notification.readAt).toEqual(expect.any(String));
    expect(await notifications.query(mark, { id }, customer(userId))).toEqual(first);
    expect((await inboxOf(userId)).unreadCount).toBe(0);
  });

  it("answers somebody else's like a missing one", async () => {
    const userId = await register();
    const { id } = (await inboxOf(userId)).nodes[0];
    for (const wrong of [id, uuidv7(), 'no-id']) {
      const { markNotificationRead } = await notifications.query(mark, { id: wrong }, customer(uuidv7()));
      expect(markNotificationRead).toEqual({ __typename: 'NotificationNotFound', code: 'NOTIFICATION_NOT_FOUND' });
    }
  });
});
