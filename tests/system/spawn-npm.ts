import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '#platform/testkit/eventually.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Variables that a user's shell does not have; npm and jest add theirs. */
const NOT_A_USERS = /^(npm_|NODE_OPTIONS|JEST|TEST_|DATABASE_URL|AMQP_URL|REDIS_URL)/;

export interface Started {
  output(): string;
  /** Resolves when npm has ended, which waits for what it started. */
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

const isAlive = (group: number): boolean => {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
};

async function stopGroup({ pid }: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (pid === undefined || !isAlive(pid)) return;
  process.kill(-pid, signal);
  await eventually(`process group ${pid} ends`, () => !isAlive(pid), 30_000);
}

/** Runs `npm run <script>` in the project, as a user does, and waits until it is up. @throws Error with its output */
export async function spawnNpm({ script, env, up, timeoutMs = 60_000 }: ToStart): Promise<Started> {
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
  const isUp = async () => ('prints' in up ? output.includes(up.prints) : (await fetch(up.answers)).ok);
  const exited = once(child, 'exit');
  const failed = exited.then(([code]) => {
    throw new Error(`npm run ${script} ended with ${code}`);
  });
  failed.catch(() => {});
  try {
    await Promise.race([eventually(`npm run ${script} is up`, isUp, timeoutMs), failed]);
  } catch (error) {
    await stopGroup(child, 'SIGKILL');
    throw new Error(`npm run ${script} did not come up:\n${output}`, { cause: error });
  }
  return {
    output: () => output,
    ended: exited.then(() => {}),
    stop: (signal = 'SIGTERM') => stopGroup(child, signal),
  };
}
