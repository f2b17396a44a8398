import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RunUntilOptions {
  program: string;
  args?: readonly string[];
  options?: SpawnOptions;
  /** Whether the program does its work now. */
  isReady(): Promise<boolean>;
  timeoutMs: number;
}

/** Starts a program and waits until it does its work; it is ended by SIGTERM. @throws Error with its output if it never does */
export async function runUntil({
  program,
  args = [],
  options,
  isReady,
  timeoutMs,
}: RunUntilOptions): Promise<AsyncDisposable> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4_000);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const exited = once(child, 'exit');
  exited.catch(() => {});
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await exited;
    }
  };
  const deadline = performance.now() + timeoutMs;
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`${program} did not come up:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { [Symbol.asyncDispose]: stop };
}
