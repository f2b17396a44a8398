import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export interface RunningProvider {
  process: ChildProcess;
  url: string;
  /** Everything it has printed so far, on both streams. */
  output(): string;
  get(path: string): Promise<Answer>;
  post(path: string, idempotencyKey: string, body?: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  /** Sends the signal and gives the exit code (null when killed). */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  [Symbol.asyncDispose](): Promise<void>;
}

export const apiKey = 'test-key';

/** Starts main.ts as a process on a free port and waits until it listens. */
export const startProvider = async (env: Record<string, string> = {}): Promise<RunningProvider> => {
  const child = spawn(process.execPath, [main], {
    env: { PORT: '0', API_KEY: apiKey, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  if (!child.stdout) throw new Error('the provider has no stdout');
  const exit = once(child, 'exit');
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exit.then(() => Promise.reject(new Error(`the provider did not start: ${output}`))),
  ]);
  const url = `http://127.0.0.1:${JSON.parse(line).port}`;

  const call = async (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
    const init: RequestInit = { method, headers: { authorization: `Bearer ${apiKey}`, ...headers } };
    if (body !== undefined) init.body = JSON.stringify(body);
    const response = await fetch(`${url}${path}`, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    const [code] = await exit;
    return code;
  };

  return {
    process: child,
    url,
    output: () => output,
    get: (path) => call('GET', path, {}),
    post: (path, idempotencyKey, body) =>
      call('POST', path, { 'content-type': 'application/json', 'idempotency-key': idempotencyKey }, body),
    put: (path, body) => call('PUT', path, { 'content-type': 'application/json' }, body),
    stop,
    async [Symbol.asyncDispose]() {
      await stop('SIGKILL');
    },
  };
};

/** A valid authorization request of 1299 minor units, with what the test cares about replaced. */
export const order = (change: Record<string, unknown> = {}) => ({
  amount: '1299',
  currency: 'EUR',
  method: 'CARD',
  token: 'tok_visa',
  reference: 'order-1',
  ...change,
});
