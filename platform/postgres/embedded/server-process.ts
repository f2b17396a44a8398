import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import type { RunAs } from './run-as.ts';
import type { ServerLog } from './server-log.ts';
import { serverArguments } from './server-settings.ts';

/** Crash recovery replays at most max_wal_size (256 MB), a matter of seconds; this leaves room for a slow disk. */
const READY_WITHIN_MS = 60_000;
const FAST_SHUTDOWN_MS = 10_000;
/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const WRONG_PASSWORD = '28P01';

export type ServerProcess = { readonly pid: number; readonly exited: Promise<string>; stop(): Promise<void> };

/** The server ended before it took connections, or did not take them in time. `log` holds its last words. */
export class ServerStartError extends Error {
  override name = 'ServerStartError';
  readonly log: string;

  constructor(what: string, log: string, options?: ErrorOptions) {
    super(`${what}; the last lines of its log:\n${log || '(none)'}`, options);
    this.log = log;
  }
}

export type ServerStart = {
  program: string;
  dataFolder: string;
  password: string;
  port: number;
  runAs: RunAs | undefined;
  log: ServerLog;
};

/**
 * Starts `postgres` and waits until it takes connections with the password.
 *
 * @throws {ServerStartError} if it ends first, or 60 s pass; no process is left then
 */
export async function startServer(start: ServerStart): Promise<ServerProcess> {
  const { program, dataFolder, port, runAs, log } = start;
  log.mark();
  const child = spawn(program, serverArguments(dataFolder, port), {
    ...runAs,
    cwd: '/',
    // A session of its own: Ctrl-C in a terminal must reach us alone, so that services drain before the database goes.
    detached: true,
    stdio: ['ignore', log.descriptor, log.descriptor],
    env: { LC_ALL: 'C', TZ: 'UTC' },
  });
  await once(child, 'spawn');
  const exited = once(child, 'exit').then(([code, signal]) => (signal ? `signal ${signal}` : `exit code ${code}`));

  try {
    await untilReady(child, start);
  } catch (error) {
    await stopChild(child, exited, 'SIGQUIT');
    throw error;
  }
  return { pid: child.pid ?? 0, exited, stop: () => stopChild(child, exited, 'SIGINT') };
}

/** SIGINT is PostgreSQL's fast shutdown (sessions are cut, data is checkpointed), SIGQUIT leaves recovery to the next start. */
async function stopChild(child: ChildProcess, exited: Promise<string>, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  child.kill(signal);
  const patience = setTimeout(() => child.kill('SIGQUIT'), FAST_SHUTDOWN_MS);
  await exited;
  clearTimeout(patience);
}

async function untilReady(child: ChildProcess, { port, password, log }: ServerStart): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    if (hasEnded(child)) throw new ServerStartError(`PostgreSQL ended at start (${ending(child)})`, log.tail());
    // The log first: what answers on this port before ours says that it does is another server.
    const refusal = log.tail().includes('ready to accept connections') ? await tryConnect(port, password) : 'not ready';
    if (refusal === undefined) return;
    if (refusal instanceof DatabaseError && refusal.code === WRONG_PASSWORD) {
      throw new ServerStartError('PostgreSQL refuses the password in its state folder', log.tail(), { cause: refusal });
    }
    await delay(20);
  }
  throw new ServerStartError(`PostgreSQL takes no connections after ${READY_WITHIN_MS} ms`, log.tail());
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
const ending = (child: ChildProcess): string => child.signalCode ?? `exit code ${child.exitCode}`;

/** Gives the reason if no connection came about. */
async function tryConnect(port: number, password: string): Promise<unknown> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
