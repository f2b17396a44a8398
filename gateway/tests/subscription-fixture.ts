import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { newMessage } from '#contracts/new-message.ts';
import { notificationCreated } from '#contracts/notifications.ts';
import { orderUpdated } from '#contracts/orders.ts';
import type { Broker } from '#platform/messaging/broker.ts';
import { isStaff, isUser } from '#platform/security/viewer.ts';
import { openLiveClient } from './live-client.ts';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from './test-gateway.ts';

type Status = 'PENDING' | 'AWAITING_PAYMENT' | 'COMPLETED';

export const ANN = randomUUID();
export const BOB = randomUUID();

export const UPDATES = `subscription Updates($id: ID!, $after: String) {
  orderUpdated(orderId: $id, after: $after) { cursor occurredAt order { id status } }
}`;

/** Orders that the fixture of the orders subgraph knows: owner and status, by id. */
export function createOrders() {
  const orders = new Map<string, { id: string; owner: string; status: Status }>();
  /** How often somebody asked for an order. */
  let asked = 0;
  let isBroken = false;
  /** Awaited before a status is told. */
  let beforeStatus: () => Promise<void> = async () => {};
  const resolvers: NonNullable<TestGatewayOptions['subgraphs']>[string] = {
    Query: {
      order(_parent, { id }, { viewer }) {
        asked += 1;
        if (isBroken) throw new Error('orders cannot be found now');
        const order = orders.get(id.toLowerCase());
        return order !== undefined && (isUser(viewer, order.owner) || isStaff(viewer)) ? order : null;
      },
    },
    Order: {
      __resolveReference: ({ id }: { id: string }) => orders.get(id),
      async status({ status }: { status: Status }) {
        await beforeStatus();
        return status;
      },
    },
  };
  return {
    resolvers,
    holdStatus(wait: () => Promise<void>) {
      beforeStatus = wait;
    },
    asked: () => asked,
    /** From now on nobody's order can be found, or with false it can again. */
    breakQueries(broken: boolean) {
      isBroken = broken;
    },
    /** A new order of this owner, with its updates still to be published. */
    place(placedBy: string) {
      let owner = placedBy;
      const id = uuidv7();
      let version = 0;
      orders.set(id, { id, owner, status: 'PENDING' });
      /** The message of a change of status, not published. */
      function change(status: Status) {
        version += 1;
        orders.set(id, { id, owner, status });
        return newMessage(orderUpdated, {
          aggregateId: id,
          aggregateVersion: version,
          data: { orderId: id, customerId: owner, status, paymentStatus: 'UNPAID' },
        });
      }
      return {
        id,
        change,
        /** Gives the order to somebody else, whom its updates name from now on. */
        give(newOwner: string) {
          owner = newOwner;
          orders.set(id, { id, owner, status: orders.get(id)?.status ?? 'PENDING' });
        },
        /** Publishes a change of status, and gives the message. */
        async update(broker: Broker, status: Status) {
          const message = change(status);
          await broker.publish([message]);
          return message;
        },
      };
    },
  };
}

/** A notification for a user, about an order. */
export function notification(userId: string, orderId: string, title: string) {
  const id = uuidv7();
  const createdAt = new Date().toISOString();
  const data = {
    userId,
    notification: { id, kind: 'ORDER_PLACED' as const, title, body: 'Thanks.', orderId, createdAt },
  };
  return newMessage(notificationCreated, { aggregateId: id, aggregateVersion: 1, data });
}

/** A gateway with orders behind it. @param orders the same as another gateway's, or new ones */
export async function startLiveGraph(options: TestGatewayOptions = {}, orders = createOrders()) {
  const graph: TestGateway = await startTestGateway({ ...options, subgraphs: { orders: orders.resolvers } });
  return {
    ...graph,
    orders,
    async connect(userId: string, roles?: Parameters<TestGateway['tokenOf']>[1]) {
      return openLiveClient(graph.url, { authorization: `Bearer ${await graph.tokenOf(userId, roles)}` });
    },
  };
}

export type LiveGraph = Awaited<ReturnType<typeof startLiveGraph>>;
