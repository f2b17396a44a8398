import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createPoints, type Decide, type Point } from './points.ts';
import { relayConnection } from './relay-connection.ts';

/** What stands between one service and PostgreSQL, and knows what the service is just doing by its statements' names. */
export interface PostgresProxy extends AsyncDisposable {
  /** PostgreSQL's address, through here. */
  readonly url: string;
  /**
   * Stops a connection at a point, once, and asks what is to become of it.
   *
   * @returns resolves when the point was reached and decided; rejects with what `decide` throws
   */
  at(point: Point, decide: Decide): Promise<void>;
  /** Calls `kill` when a point is reached, once: what was held there is lost on both sides. Resolves when it was. */
  crashAt(point: Point, kill: () => void): Promise<void>;
  /** Has the next transaction that runs this statement commit so many ms late. Resolves when its commit goes on. */
  delayNextCommit(ms: number, statement: string): Promise<void>;
  /** Forgets points that were not reached. */
  disarm(): void;
  /** Breaks every connection; new ones are let through. */
  cut(): void;
  /** Breaks every connection and lets none through until `restore`. */
  refuse(): void;
  /** Holds back what the service sends until `restore`; connections stay up. */
  stall(): void;
  /** Everything goes through again. */
  restore(): void;
}

/** @param target PostgreSQL's address; host and port are what matters. Without TLS: what is said must be readable */
export async function openPostgresProxy(target: string): Promise<PostgresProxy> {
  const url = new URL(target);
  const engineAt = { host: url.hostname, port: Number(url.port || 5432) };
  const points = createPoints();
  const open = new Map<Socket, { end(): void }>();
  let refusing = false;
  let stalled: PromiseWithResolvers<void> | undefined;

  const passing = async () => stalled?.promise;

  const server = createServer({ noDelay: true }, (client) => {
    if (refusing) {
      client.destroy();
      return;
    }
    open.set(client, relayConnection(client, connect({ ...engineAt, noDelay: true }), points, passing));
    client.once('close', () => open.delete(client));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);

  const cut = () => {
    for (const connection of open.values()) connection.end();
  };
  const at = (point: Point, decide: Decide) =>
    new Promise<void>((resolve, reject) => {
      points.add(point, async () => {
        try {
          const fate = await decide();
          resolve();
          return fate;
        } catch (error) {
          reject(error);
          return 'reset';
        }
      });
    });
  const restore = () => {
    refusing = false;
    stalled?.resolve();
    stalled = undefined;
  };

  return {
    url: url.toString(),
    at,
    crashAt: (point, kill) =>
      at(point, () => {
        kill();
        return 'reset';
      }),
    delayNextCommit: (ms, statement) => at({ statement, moment: 'before-commit' }, () => delay(ms, 'forward' as const)),
    disarm: points.clear,
    cut,
    refuse() {
      refusing = true;
      cut();
    },
    stall() {
      stalled ??= Promise.withResolvers();
    },
    restore,
    async [Symbol.asyncDispose]() {
      cut();
      restore();
      server.close();
      await once(server, 'close');
    },
  };
}
