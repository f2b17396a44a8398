import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Data, GraphClient } from './graph-client.ts';
import * as shop from './shop.ts';

/** An order that the graph has acknowledged. */
export interface Acknowledged {
  id: string;
  quantity: number;
}

export interface SteadyLoad {
  /** Every order acknowledged so far, oldest first. */
  readonly orders: readonly Acknowledged[];
  /** Places an order beside the others and gives its id once it can be paid. */
  place(quantity: number): Promise<string>;
  /** Lets a placed order be paid and come to its end; `stop` tells if it does not. */
  finish(orderId: string): void;
  /** Lets an order be placed beside the others and come to its end; `stop` tells if it does not. */
  buy(quantity: number): void;
  /** Begins no further orders, and waits until all that were placed are at their end. @throws what a customer must not see */
  stop(): Promise<void>;
}

/** Orders under way at once. */
const BUYERS = 3;

/** Longest time that a part of the graph may be away, and that an order may take, in ms. */
const PATIENCE_MS = 100_000;

/** Between two questions of a customer, and two orders: a load that leaves the processors to what starts. */
const PAUSE_MS = 100;

/** `fetch` rejects with a TypeError when there is no connection or no whole answer, and with nothing else. */
const isConnectionError = (error: unknown) => (error as Error).name === 'TypeError';

/**
 * A client whose `query` sends the same again while the gateway cannot be connected to or says that a subgraph is not
 * available. Every other answer is the last; one with errors is thrown.
 */
export function persistent(client: GraphClient): GraphClient {
  async function attempt(query: string, variables?: object, token?: string): Promise<{ data: Data } | undefined> {
    try {
      const { status, data, errors } = await client.send(query, variables, token);
      if (status === 503 || errors?.some(({ extensions }) => extensions?.code === 'SUBGRAPH_UNAVAILABLE')) return;
      if (errors !== undefined) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
      return { data };
    } catch (error) {
      if (isConnectionError(error)) return;
      throw error;
    }
  }
  return {
    ...client,
    async query(query, variables, token) {
      const deadline = performance.now() + PATIENCE_MS;
      while (performance.now() < deadline) {
        const answered = await attempt(query, variables, token);
        if (answered !== undefined) return answered.data;
        await delay(PAUSE_MS);
      }
      throw new Error(`a part of the graph was away for ${PATIENCE_MS} ms: ${query}`);
    },
  };
}

const STATUS = 'query ($id: ID!) { order(id: $id) { status paymentStatus } }';
const PRODUCT = 'query ($id: ID!) { product(id: $id) { id name price { amount } } }';

/** Customers who order one product, pay and wait for the end, again and again, while others look at it. */
export function startLoad(client: GraphClient, customer: shop.Account, productId: string): SteadyLoad {
  const graph = persistent(client);
  const orders: Acknowledged[] = [];
  let stopping = false;

  /** A mutation with a key, sent again while the first call with that key is under way. */
  async function settle(mutation: () => Promise<Data>): Promise<Data> {
    for (;;) {
      const result = await mutation();
      if (result.__typename !== 'InProgress') return result;
      await delay(PAUSE_MS);
    }
  }

  async function reaches(id: string, status: string, paymentStatus: string): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const { order } = await graph.query(STATUS, { id }, customer.token);
      if (order.status === status && order.paymentStatus === paymentStatus) return;
      if (performance.now() > deadline) throw new Error(`order ${id} stays ${order.status} ${order.paymentStatus}`);
      await delay(PAUSE_MS);
    }
  }

  async function place(quantity: number): Promise<string> {
    const placement = { items: [{ productId, quantity }], idempotencyKey: randomUUID() };
    const placed = await settle(() => shop.place(graph, customer, placement));
    if (placed.__typename !== 'PlaceOrderSuccess') throw new Error(`not placed: ${JSON.stringify(placed)}`);
    const { id } = placed.order;
    orders.push({ id, quantity });
    await reaches(id, 'AWAITING_PAYMENT', 'UNPAID');
    return id;
  }

  async function finish(id: string): Promise<void> {
    const key = randomUUID();
    const paid = await settle(() => shop.pay(graph, customer, id, 'tok_visa', key));
    if (paid.__typename !== 'PayOrderSuccess') throw new Error(`order ${id} not paid: ${JSON.stringify(paid)}`);
    await reaches(id, 'COMPLETED', 'CAPTURED');
  }

  async function goOnBuying(quantity: number): Promise<void> {
    while (!stopping) {
      await finish(await place(quantity));
      await delay(PAUSE_MS);
    }
  }

  async function look(): Promise<void> {
    while (!stopping) {
      const { product } = await graph.query(PRODUCT, { id: productId });
      if (product?.price.amount !== '19.99') throw new Error(`read as ${JSON.stringify(product)}`);
      await delay(PAUSE_MS);
    }
  }

  const underWay: Promise<void>[] = [];
  function follow(work: Promise<void>): void {
    underWay.push(work);
    // Told by stop(); until then it is nobody's unhandled rejection.
    work.catch(() => {
      stopping = true;
    });
  }
  follow(look());
  for (let buyer = 1; buyer <= BUYERS; buyer++) follow(goOnBuying(buyer));

  return {
    orders,
    place,
    finish: (orderId) => follow(finish(orderId)),
    buy: (quantity) => follow(place(quantity).then(finish)),
    async stop() {
      stopping = true;
      await Promise.all(underWay);
    },
  };
}
