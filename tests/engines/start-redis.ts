import { freePort } from '#platform/postgres/embedded/free-port.ts';
import { listens } from './listens.ts';
import { runUntil } from './run-until.ts';

/** A Redis of our own on a free port, that keeps nothing. */
export async function startRedis(program: string): Promise<{ url: string } & AsyncDisposable> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const running = await runUntil({ program, args, isReady: () => listens(port), timeoutMs: 60_000 });
  return { url: `redis://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}
