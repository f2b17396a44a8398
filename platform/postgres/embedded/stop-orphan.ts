import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { types } from 'node:util';
import { isPostgresOf } from './is-postgres-of.ts';
import type { Logger } from './logger.ts';

const FAST_SHUTDOWN_MS = 10_000;
const IMMEDIATE_SHUTDOWN_MS = 10_000;

/**
 * Stops the server that a killed parent left running on this data folder, and returns when it is gone. To be called
 * only by the holder of the folder's lock. Touches no process that is not that server.
 *
 * @throws {Error} if it outlives both ways of stopping it
 */
export async function stopOrphan(dataFolder: string, logger: Logger): Promise<void> {
  const pidFile = path.join(dataFolder, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) return;
  const pid = Number.parseInt(fs.readFileSync(pidFile, 'utf8'), 10);
  if (!(pid > 0) || !isPostgresOf(pid, dataFolder)) {
    // PostgreSQL would not start over a pid file that a power cut left empty, or whose pid now belongs to some other
    // process of the same user.
    fs.rmSync(pidFile, { force: true });
    return;
  }

  logger.warn(`stopping PostgreSQL, pid ${pid}, which an earlier run left behind`);
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', FAST_SHUTDOWN_MS],
    ['SIGQUIT', IMMEDIATE_SHUTDOWN_MS],
  ];
  for (const [signal, withinMs] of steps) {
    if (await endsWithin(pid, dataFolder, signal, withinMs)) return;
  }
  throw new Error(`PostgreSQL, pid ${pid}, left behind by an earlier run on ${dataFolder}, cannot be stopped`);
}

async function endsWithin(pid: number, dataFolder: string, signal: NodeJS.Signals, withinMs: number) {
  const deadline = performance.now() + withinMs;
  let sent = false;
  while (isPostgresOf(pid, dataFolder)) {
    if (!sent) sent = send(pid, signal);
    if (performance.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(types.isNativeError(error) && 'code' in error && error.code === 'ESRCH')) throw error;
  }
  return true;
}
