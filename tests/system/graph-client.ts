import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { eventually } from '#platform/testkit/eventually.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever shape its own query asked for
export type Data = any;

export interface Answer {
  status: number;
  data: Data;
  errors: Data[] | undefined;
}

/** What a websocket subscription has brought so far. */
export interface Watch {
  events: Data[];
  /** Ended by the server: with an error's list, or nothing. */
  ended: Promise<Data[] | undefined>;
  /** Waits for an event that passes and gives all until then, it included. */
  until(what: string, test: (event: Data) => boolean): Promise<Data[]>;
  stop(): Promise<void>;
}

export interface GraphClient {
  url: string;
  /** Sends an operation over HTTP and gives the whole answer. */
  send(query: string, variables?: object, token?: string): Promise<Answer>;
  /** Like `send`, for an operation that must have no errors: gives its data. */
  query(query: string, variables?: object, token?: string): Promise<Data>;
  /** Subscribes over a websocket; resolves once the server has acknowledged the connection. */
  watch(query: string, variables: object, token: string): Promise<Watch>;
}

/** A client of the graph as a shop's front end is one. `url` is the gateway's, without a path. */
export function createGraphClient(url: string): GraphClient {
  async function send(query: string, variables: object = {}, token?: string): Promise<Answer> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data?: Data; errors?: Data[] };
    return { status: response.status, data: body.data, errors: body.errors };
  }

  return {
    url,
    send,
    async query(query, variables, token) {
      const { data, errors } = await send(query, variables, token);
      if (errors !== undefined) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
      return data;
    },
    async watch(query, variables, token) {
      const events: Data[] = [];
      let acknowledged = () => {};
      const opened = new Promise<void>((resolve) => {
        acknowledged = resolve;
      });
      const client = createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
        retryAttempts: 0,
        on: { connected: () => acknowledged() },
      });
      const ended = new Promise<Data[] | undefined>((resolve) => {
        client.subscribe(
          { query, variables: variables as Record<string, unknown> },
          {
            next: ({ data, errors }) => events.push(errors === undefined ? data : { ...data, errors }),
            error: (error) => resolve(Array.isArray(error) ? [...error] : [error]),
            complete: () => resolve(undefined),
          },
        );
      });
      await Promise.race([opened, ended]);
      return {
        events,
        ended,
        until: async (what, test) => {
          const index = await eventually(what, () => {
            const found = events.findIndex(test);
            return found === -1 ? undefined : { found };
          });
          return events.slice(0, index.found + 1);
        },
        stop: async () => client.dispose(),
      };
    },
  };
}
