import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { eventually } from '#platform/testkit/eventually.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Variables that a user's shell does not have; npm and jest add theirs. */
const NOT_A_USERS = /^(npm_|NODE_OPTIONS|JEST|TEST_|DATABASE_URL|AMQP_URL|REDIS_URL)/;

export interface Started {
  output(): string;
  /** Resolves when npm and all that it started have ended. */
  ended: Promise<void>;
  /** Sends a signal to npm and all that it started, as a terminal does, and waits until all of them have ended. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface ToStart {
  script: string;
  env: Record<string, string>;
  /** Text that it prints, or an address that answers 2xx, once it is up. */
  up: { prints: string } | { answers: string };
  timeoutMs?: number;
}

/** Longest time for a process group to end after a signal, in ms. */
const STOP_TIMEOUT_MS = 30_000;

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** @param ended resolves when the group has ended */
async function stopGroup(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<unknown>): Promise<void> {
  signalGroup(child, signal);
  const given = new AbortController();
  const late = delay(STOP_TIMEOUT_MS, 'late', { signal: given.signal }).catch(() => 'in time');
  const outcome = await Promise.race([ended, late]);
  given.abort();
  if (outcome !== 'late') return;
  signalGroup(child, 'SIGKILL');
  throw new Error(`process group ${child.pid} did not end within ${STOP_TIMEOUT_MS} ms after ${signal}`);
}

/** Runs `npm run <script>` in the project, as a user does, and waits until it is up. @throws Error with its output */
export async function spawnNpm({ script, env, up, timeoutMs = 120_000 }: ToStart): Promise<Started> {
  const users = Object.entries(process.env).filter(([name]) => !NOT_A_USERS.test(name));
  const child = spawn('npm', ['run', '--silent', script], {
    cwd: projectRoot,
    env: { ...Object.fromEntries(users), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: npm does not pass signals on to what it started.
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const isUp = async () => {
    // Told by `failed` below; here it ends the asking.
    if (child.exitCode !== null || child.signalCode !== null) return true;
    return 'prints' in up ? output.includes(up.prints) : (await fetch(up.answers)).ok;
  };
  // Closed once nobody holds its output any more: npm and all that it started. Asking for the group would not do: where
  // no init reaps them, dead processes stay in it.
  const ended = once(child, 'close').then(() => {});
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`npm run ${script} ended with ${code}`);
  });
  failed.catch(() => {});
  try {
    await Promise.race([eventually(`npm run ${script} is up`, isUp, timeoutMs), failed]);
  } catch (error) {
    await stopGroup(child, 'SIGKILL', ended);
    throw new Error(`npm run ${script} did not come up:\n${output}`, { cause: error });
  }
  return {
    output: () => output,
    ended,
    stop: (signal = 'SIGTERM') => stopGroup(child, signal, ended),
  };
}
