import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { eventually } from '#platform/testkit/eventually.ts';
import type { Answer } from './test-gateway.ts';

export interface Close {
  code: number;
  reason: string;
}

/** One subscription, or any other operation, over a websocket. */
export interface LiveOperation {
  /** Whole answers, in the order in which they came. */
  results: Answer[];
  /** The errors that refused it. */
  errors: Answer[] | undefined;
  completed: boolean;
  stop(): void;
  /** Waits for this many answers and gives them. */
  came(count: number): Promise<Answer[]>;
  /** Waits for the errors that refuse it and gives their codes. */
  refused(): Promise<string[]>;
}

/** A client that does not reconnect, so that a test sees why a connection ended. */
export function openLiveClient(url: string, connectionParams: Record<string, unknown> = {}) {
  let close: Close | undefined;
  const client: Client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
    lazy: true,
    on: {
      closed(event) {
        const { code, reason } = event as Close;
        close = { code, reason };
      },
    },
  });

  function run(
    query: string,
    variables: Record<string, unknown> = {},
    extensions: Record<string, unknown> = {},
  ): LiveOperation {
    const operation: LiveOperation = {
      results: [],
      errors: undefined,
      completed: false,
      stop: () => {},
      came: (count) =>
        eventually(`${count} answers came`, () => {
          if (operation.errors !== undefined) throw new Error(JSON.stringify(operation.errors));
          return operation.results.length >= count && operation.results;
        }),
      async refused() {
        const errors = await eventually('it is refused', () => operation.errors);
        return errors.map(({ extensions }) => extensions.code);
      },
    };
    operation.stop = client.subscribe(
      { query, variables, extensions },
      {
        next: (result) => operation.results.push(result),
        error(errors) {
          operation.errors = Array.isArray(errors) ? errors : [];
        },
        complete() {
          operation.completed = true;
        },
      },
    );
    return operation;
  }

  return {
    run,
    closed: () => eventually('the connection is closed', () => close),
    async [Symbol.asyncDispose]() {
      await client.dispose();
    },
  };
}
