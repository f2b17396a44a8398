import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Contestant, Ground } from './contestants/contestant.ts';
import { type Child, startPinned } from './measure/child.ts';
import { GATEWAY_CORE } from './measure/cores.ts';

/** Longest time for a gateway to come up, in ms. */
const START_MS = 60_000;

/** A gateway that answers. */
export interface RunningGateway extends AsyncDisposable {
  contestant: Contestant;
  url: string;
  headers: Readonly<Record<string, string>>;
  pid: number;
  isRunning(): boolean;
  lastWords(): string;
  /** Sends one body. @throws Error when there is no answer */
  send(body: string): Promise<string>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url: string, headers: Readonly<Record<string, string>>): Promise<boolean> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
    return (await response.text()).includes('"Query"');
  } catch {
    return false;
  }
}

/**
 * Starts a gateway and waits until it answers.
 *
 * @param ground but for the port, which is found here
 * @param nodeArguments put before its own, for one that runs on Node
 * @throws Error with the end of what it printed when it does not come up
 */
export async function startGateway(
  contestant: Contestant,
  ground: Omit<Ground, 'port'>,
  authorization: string,
  nodeArguments: readonly string[] = [],
): Promise<RunningGateway> {
  const port = await freePort();
  const command = contestant.command({ ...ground, port });
  const log = join(ground.folder, `${contestant.name}.log`);
  const args = [...nodeArguments, ...command.args];
  const child: Child = startPinned({ ...command, args }, GATEWAY_CORE, log);
  const url = `http://127.0.0.1:${port}/graphql`;
  const headers = { 'content-type': 'application/json', accept: 'application/json', authorization };
  for (const deadline = Date.now() + START_MS; !(await answers(url, headers)); await wait(50)) {
    if (child.isRunning() && Date.now() < deadline) continue;
    await child[Symbol.asyncDispose]();
    throw new Error(child.lastWords() || 'it does not answer');
  }
  return {
    contestant,
    url,
    headers,
    pid: child.pid,
    isRunning: child.isRunning,
    lastWords: child.lastWords,
    async send(body) {
      const response = await fetch(url, { method: 'POST', headers, body });
      return response.text();
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
