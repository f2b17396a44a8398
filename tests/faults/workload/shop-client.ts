import { setTimeout as delay } from 'node:timers/promises';
import type { History, Operation, Seen } from './history.ts';

// biome-ignore lint/suspicious/noExplicitAny: whatever shape the operation asked for
type Data = any;

export interface Client {
  id: string;
  /** Undefined for somebody without a session. */
  token: string | undefined;
}

/** Everybody who comes without a session. */
export const ANONYMOUS: Client = { id: 'anonymous', token: undefined };

export interface Mutation {
  op: Exclude<Operation, 'read'>;
  query: string;
  input: { idempotencyKey?: string } & Record<string, unknown>;
}

export interface ShopClient {
  /** How long a client goes on with one thing that does not come to its end, in ms. */
  readonly patienceMs: number;
  /** A mutation, sent again with the same key until an answer says what has happened. Notes what the client saw. */
  mutate(client: Client, mutation: Mutation): Promise<{ seen: Seen; result: Data | undefined }>;
  /** A query, asked once. Gives its data, undefined when there was no whole answer. */
  read(client: Client, query: string, variables: object): Promise<Data | undefined>;
}

/** A client gives up on one call after so long. */
const CALL_TIMEOUT_MS = 4_000;

interface Answer {
  data?: Data;
  /** What came in the place of an answer. */
  trouble?: string;
}

async function call(url: string, { token }: Client, query: string, variables: object): Promise<Answer> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    const { data, errors } = (await response.json()) as { data?: Data; errors?: Data[] };
    if (errors !== undefined) return { data, trouble: errors[0]?.extensions?.code ?? 'ERROR' };
    return response.ok ? { data } : { trouble: `HTTP_${response.status}` };
  } catch (error) {
    return { trouble: (error as Error).name === 'TimeoutError' ? 'NO_ANSWER' : 'NO_CONNECTION' };
  }
}

/** Answers that say to ask again with the same key. */
const NOT_YET = new Set(['InProgress', 'PaymentNotOpenYet']);

/** The names of what a call was about. */
function namesIn({ input }: Mutation, result: Data): Partial<Seen> {
  const ok = result?.__typename.endsWith('Success');
  const names = {
    orderId: result?.order?.id ?? input['orderId'],
    status: result?.order?.status,
    productId: result?.product?.id,
    cartId: result?.cart?.id ?? input['cartId'],
    version: ok ? result?.cart?.version : undefined,
    userId: result?.user?.id,
  };
  return Object.fromEntries(Object.entries(names).filter(([, value]) => value !== undefined));
}

/** A client of the shop as a front end is one, that keeps asking when it got no answer. */
export function createShopClient(url: string, history: History, patienceMs: number): ShopClient {
  async function settle(client: Client, { op, query, input }: Mutation) {
    const deadline = performance.now() + patienceMs;
    for (let attempts = 1, pauseMs = 100; ; attempts++, pauseMs = Math.min(1_000, pauseMs * 2)) {
      const { data, trouble } = await call(url, client, query, { input });
      const result = trouble === undefined ? data?.[op] : undefined;
      if (result !== undefined && !NOT_YET.has(result.__typename)) return { attempts, result };
      const last = trouble ?? result?.__typename ?? 'NOTHING';
      // Without a key a second call could do it twice.
      if (input.idempotencyKey === undefined || performance.now() > deadline) return { attempts, last };
      await delay(pauseMs);
    }
  }

  return {
    patienceMs,
    async mutate(client, mutation) {
      const at = new Date().toISOString();
      const { attempts, result, last } = await settle(client, mutation);
      const { op, input } = mutation;
      const ok = result?.__typename.endsWith('Success');
      const error = result === undefined ? last : result.code;
      const seen: Seen = {
        at,
        answeredAt: new Date().toISOString(),
        client: client.id,
        op,
        ...(input.idempotencyKey === undefined ? {} : { key: input.idempotencyKey }),
        input,
        outcome: result === undefined ? 'unknown' : ok ? 'ok' : 'failed',
        ...namesIn(mutation, result),
        ...(ok || error === undefined ? {} : { error }),
        attempts,
      };
      history.note(seen);
      return { seen, result };
    },
    async read(client, query, variables) {
      const at = new Date().toISOString();
      const { data, trouble } = await call(url, client, query, variables);
      const whole = trouble === undefined;
      history.note({
        at,
        answeredAt: new Date().toISOString(),
        client: client.id,
        op: 'read',
        input: variables,
        outcome: whole ? 'ok' : 'failed',
        ...(data?.order?.id === undefined ? {} : { orderId: data.order.id, status: data.order.status }),
        ...(data?.cart?.id === undefined ? {} : { cartId: data.cart.id }),
        ...(whole ? {} : { error: trouble }),
        attempts: 1,
      });
      return whole ? data : undefined;
    },
  };
}
