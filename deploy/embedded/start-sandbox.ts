import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '#platform/config/parse-config.ts';
import type { Logger } from '#platform/logging/create-logger.ts';

export interface SandboxOptions {
  name: string;
  /** From the project's root: `subgraphs/payments/sandbox-provider/main.ts`. */
  program: string;
  env: Record<string, string>;
  logger: Logger;
}

export interface Sandbox extends AsyncDisposable {
  /** Resolves, with a sentence, when it has ended without being stopped. */
  lost: Promise<string>;
}

/** Longest time for a sandbox to listen, in ms: only what hangs is to reach it, on a slow machine too. */
const START_WITHIN_MS = 60_000;

/** Longest time for a sandbox to end after SIGTERM, in ms. */
const STOP_WITHIN_MS = 10_000;

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await exited;
  clearTimeout(timer);
}

/**
 * Starts a stand-in for a company outside (payment provider, carrier) as a process of its own. It ends with this one,
 * however this one ends: a sandbox watches the channel to its parent.
 *
 * @throws Error with what it wrote when it does not come up
 */
export async function startSandbox({ name, program, env, logger }: SandboxOptions): Promise<Sandbox> {
  const path = fileURLToPath(new URL(`../../${program}`, import.meta.url));
  const child = spawn(process.execPath, [path], {
    env: { ...env, PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl+C goes to this process alone, which needs the sandboxes until its last request is answered.
    detached: true,
  });
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    errors.push(chunk.toString());
    logger.warn({ sandbox: name, output: chunk.toString().trim() }, 'a sandbox complained');
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const listening = once(lines, 'line', { signal: AbortSignal.timeout(START_WITHIN_MS) });
  const exited = once(child, 'exit');
  const failed = exited.then(() => {
    throw new ConfigError(`The ${name} sandbox did not start: ${errors.join('').trim()}`);
  });
  failed.catch(() => {});
  try {
    await Promise.race([listening, failed]);
  } catch (error) {
    await stop(child);
    throw error;
  }
  let stopping = false;
  return {
    lost: new Promise((resolve) => {
      exited.then(() => {
        if (!stopping) resolve(`The ${name} sandbox has ended by itself.`);
      });
    }),
    [Symbol.asyncDispose]() {
      stopping = true;
      return stop(child);
    },
  };
}
