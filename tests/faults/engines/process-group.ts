import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface GroupOptions {
  program: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Gets what the program prints. */
  logFile: string;
}

/** A program and all that it started: signals reach the whole group. */
export interface ProcessGroup {
  readonly pid: number;
  /** Resolves when the program has ended. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** Sends SIGTERM, and SIGKILL when it has not ended in time. */
  stop(timeoutMs?: number): Promise<void>;
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** What must not outlive this process, however it ends. */
const living = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of living) signalGroup(child, 'SIGKILL');
});

/** Starts a program in a process group of its own. */
export function startGroup({ program, args, env, cwd, logFile }: GroupOptions): ProcessGroup {
  const log = openSync(logFile, 'a');
  const options: SpawnOptions = { stdio: ['ignore', log, log], detached: true };
  if (env !== undefined) options.env = env;
  if (cwd !== undefined) options.cwd = cwd;
  const child = spawn(program, args, options);
  closeSync(log);
  living.add(child);
  const gone = () => void living.delete(child);
  const ended = once(child, 'exit').then(gone, gone);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    ended,
    hasEnded,
    signal: (signal) => signalGroup(child, signal),
    async stop(timeoutMs = 20_000) {
      if (hasEnded()) return;
      signalGroup(child, 'SIGCONT');
      signalGroup(child, 'SIGTERM');
      const given = new AbortController();
      const late = delay(timeoutMs, undefined, { signal: given.signal }).then(
        () => signalGroup(child, 'SIGKILL'),
        () => {},
      );
      await Promise.race([ended, late]);
      given.abort();
      await ended;
    },
  };
}
