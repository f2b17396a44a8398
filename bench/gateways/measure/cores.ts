import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The gateway under test has this core to itself. */
export const GATEWAY_CORE = '0';

/**
 * Moves this process, and with it what it starts, to the cores that the gateway does not use.
 *
 * @throws Error when there is only one core
 */
export function moveToLoadCores(): string {
  const cores = availableParallelism();
  if (cores < 2) throw new Error('Two cores are needed: one for the gateway, one for the load.');
  const loadCores = cores === 2 ? '1' : `1-${cores - 1}`;
  execFileSync('taskset', ['-a', '-p', '-c', loadCores, String(process.pid)], { stdio: 'ignore' });
  return loadCores;
}
