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
  let isUp = true;
  // It is in a session of its own, and would outlive us.
  const quit = () => process.kill(pid(), 'SIGQUIT');
  process.on('exit', quit);
  async function end(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
    isUp = false;
    process.kill(pid(), signal);
    await server.lost;
    await server.stop();
  }
  return {
    url: server.url,
    pid,
    kill: () => end('SIGKILL'),
    async startAgain() {
      server = await startEmbeddedPostgres({ folder, port });
      isUp = true;
    },
    async [Symbol.asyncDispose]() {
      process.off('exit', quit);
      // Nobody needs what it keeps, and an orderly stop writes all of it out.
      if (isUp) await end('SIGQUIT');
    },
  };
}
