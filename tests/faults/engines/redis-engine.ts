import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '#platform/postgres/embedded/free-port.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { listens } from '../../engines/listens.ts';
import type { Engine } from './engine.ts';
import { type ProcessGroup, startGroup } from './process-group.ts';

export interface RedisEngine extends Engine {
  /** Stops it in the middle of what it does, with its connections up, or lets it go on. */
  freeze(frozen: boolean): void;
}

/** A Redis of its own, that keeps nothing: a cache. */
export async function startRedis(program: string, folder: string): Promise<RedisEngine> {
  mkdirSync(folder);
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  async function start(): Promise<ProcessGroup> {
    const group = startGroup({ program, args, logFile: join(folder, 'redis.log') });
    await eventually('Redis listens', () => listens(port));
    return group;
  }
  let group = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: () => group.pid,
    freeze: (frozen) => group.signal(frozen ? 'SIGSTOP' : 'SIGCONT'),
    async kill() {
      group.signal('SIGKILL');
      await group.ended;
    },
    async startAgain() {
      group = await start();
    },
    [Symbol.asyncDispose]: () => group.stop(),
  };
}
