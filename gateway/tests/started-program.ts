import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '#platform/testkit/eventually.ts';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

export interface StartedProgram extends AsyncDisposable {
  readonly pid: number;
  /** Standard output and error so far. */
  output(): string;
  /** The address that it says it listens on. */
  url(): Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with its exit code when it has ended. */
  readonly ended: Promise<number | null>;
}

/** Runs a program as npm's scripts do, with nothing in its environment but what it is given. */
export function startProgram(file: string, env: Record<string, string>): StartedProgram {
  const child = spawn(process.execPath, [file], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const gather = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', gather);
  child.stderr.on('data', gather);
  const ended = once(child, 'close').then(([code]) => code as number | null);

  return {
    pid: child.pid ?? 0,
    output: () => output,
    url: () =>
      eventually(`${file} listens`, () => {
        if (child.exitCode !== null) throw new Error(`${file} has ended:\n${output}`);
        return /"url":"(http:[^"]+)"/.exec(output)?.[1];
      }),
    signal: (signal) => void child.kill(signal),
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
