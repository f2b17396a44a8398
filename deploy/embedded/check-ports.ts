import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigError } from '#platform/config/parse-config.ts';

/** Why we cannot listen there, as a code of the system; undefined when we can. */
async function obstacle(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  } finally {
    server.close();
  }
}

/** After a kill the sandboxes of the run before need a moment to notice that they are alone, in ms. */
const PATIENCE_MS = 6_000;

/** Makes sure, before anything is started, that we can listen on these ports. @throws ConfigError naming what is in the way */
export async function checkPorts(host: string, ports: readonly number[]): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const obstacles = await Promise.all(ports.map((port) => obstacle(host, port)));
    if (obstacles.every((code) => code === undefined)) return;
    const other = obstacles.find((code) => code !== undefined && code !== 'EADDRINUSE');
    if (other !== undefined) {
      throw new ConfigError(`HOST or PORT is wrong: this machine cannot listen on ${host}:${ports[0]} (${other}).`);
    }
    if (performance.now() > deadline) {
      const taken = ports.filter((_port, index) => obstacles[index] !== undefined);
      throw new ConfigError(
        `Port ${taken.join(', ')} is taken by another program, or by an Agora that runs already. Stop that, or set PORT to another number: the ports from PORT to PORT + 11 are used.`,
      );
    }
    await delay(100);
  }
}
