import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const CARRIER_KEY = 'carrier-key';
export const CARRIER_WEBHOOK_SECRET = 'carrier-webhook-secret';

export interface CarrierProcess extends AsyncDisposable {
  url: string;
  /** Has a parcel of the slow depot (postal code 00001) leave. */
  dispatch(reference: string): Promise<void>;
  /** Has a parcel get lost. */
  fail(reference: string): Promise<void>;
  /** What goes wrong from now on: see the simulator's README. */
  setFaults(faults: object): Promise<void>;
}

/** Starts the carrier simulator as a process of its own. */
export async function startCarrier(env: Record<string, string> = {}): Promise<CarrierProcess> {
  const program = fileURLToPath(new URL('../carrier-simulator/main.ts', import.meta.url));
  const child = spawn(process.execPath, [program], {
    env: {
      PORT: '0',
      API_KEY: CARRIER_KEY,
      WEBHOOK_SECRET: CARRIER_WEBHOOK_SECRET,
      SHIPPING_SUCCESS_RATE: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = (await once(lines, 'line')) as [string];
  const headers = { authorization: `Bearer ${CARRIER_KEY}`, 'content-type': 'application/json' };
  async function call(method: string, path: string, body: object): Promise<void> {
    const response = await fetch(`${url}/v1/${path}`, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`the carrier answered ${response.status}`);
  }
  const url = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`;
  return {
    url,
    dispatch: (reference) => call('POST', `shipments/${reference}/dispatch`, {}),
    fail: (reference) => call('POST', `shipments/${reference}/fail`, {}),
    setFaults: (faults) => call('PUT', 'faults', faults),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
