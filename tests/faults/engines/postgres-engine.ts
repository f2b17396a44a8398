import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '#platform/postgres/embedded/free-port.ts';
import { startEmbeddedPostgres } from '#platform/postgres/embedded/start-embedded-postgres.ts';
import type { Engine } from './engine.ts';

/** A PostgreSQL over `folder`, with fsync: what it acknowledged survives a kill. */
export async function startPostgres(folder: string): Promise<Engine> {
  mkdirSync(folder);
  // Open to others: under root PostgreSQL runs as nobody, and would keep its data elsewhere.
  chmodSync(folder, 0o755);
  const port = await freePort();
  let server = await startEmbeddedPostgres({ folder, port });
  const pid = () => Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  // It is in a session of its own, and would outlive us.
  const end = () => process.kill(pid(), 'SIGQUIT');
  process.on('exit', end);
  return {
    url: server.url,
    async kill() {
      process.kill(pid(), 'SIGKILL');
      await server.lost;
      await server.stop();
    },
    async startAgain() {
      server = await startEmbeddedPostgres({ folder, port });
    },
    async [Symbol.asyncDispose]() {
      process.off('exit', end);
      await server.stop();
    },
  };
}
