import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export interface RunningCarrier {
  process: ChildProcess;
  url: string;
  book(reference: string, request?: unknown): Promise<Answer>;
  look(reference: string): Promise<Answer>;
  cancel(reference: string): Promise<Answer>;
  dispatch(reference: string): Promise<Answer>;
  fail(reference: string): Promise<Answer>;
  setFaults(faults: unknown): Promise<Answer>;
  /** Sends the signal and gives the exit code (null when killed). */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A day: in a test, a clock that never dispatches. */
export const never = '86400000';

/**
 * Starts main.ts as a process on a free port and waits until it listens.
 * Unless told otherwise it accepts every booking and dispatches only when asked.
 */
export const startCarrier = async (env: Record<string, string> = {}): Promise<RunningCarrier> => {
  const child = spawn(process.execPath, [main], {
    env: {
      PORT: '0',
      API_KEY: 'test-key',
      SHIPPING_SUCCESS_RATE: '1',
      DISPATCH_DELAY_MS: never,
      TRACKING_STEP_MS: never,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  if (!child.stdout) throw new Error('the carrier has no stdout');
  const exit = once(child, 'exit');
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exit.then(() => Promise.reject(new Error(`the carrier did not start: ${errors}`))),
  ]);
  const url = `http://127.0.0.1:${JSON.parse(line).port}`;

  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const headers: Record<string, string> = { authorization: 'Bearer test-key' };
    const init: RequestInit = { method, headers };
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(body);
    }
    const response = await fetch(`${url}/v1/${path}`, init);
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
    book: (reference, request = parcel()) => call('PUT', `shipments/${reference}`, request),
    look: (reference) => call('GET', `shipments/${reference}`),
    cancel: (reference) => call('DELETE', `shipments/${reference}`),
    dispatch: (reference) => call('POST', `shipments/${reference}/dispatch`),
    fail: (reference) => call('POST', `shipments/${reference}/fail`),
    setFaults: (faults) => call('PUT', 'faults', faults),
    stop,
    async [Symbol.asyncDispose]() {
      await stop('SIGKILL');
    },
  };
};

/** A valid booking to the given postal code. */
export const parcel = (postalCode = '1010') => ({
  address: { name: 'Ada', street: 'Ring 1', city: 'Wien', postalCode, country: 'AT' },
  items: [{ description: 'Lamp', quantity: 2 }],
});
