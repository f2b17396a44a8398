import { once } from 'node:events';
import { createServer } from 'node:net';
import { ConfigError } from '#platform/config/parse-config.ts';

async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** Makes sure, before anything is started, that nobody else listens where we are going to. @throws ConfigError naming the ports */
export async function checkPorts(host: string, ports: readonly number[]): Promise<void> {
  const free = await Promise.all(ports.map((port) => isFree(host, port)));
  const taken = ports.filter((_port, index) => !free[index]);
  if (taken.length === 0) return;
  throw new ConfigError(
    `Port ${taken.join(', ')} is taken by another program, or by an Agora that runs already. Stop that, or set PORT to another number: the ports from PORT to PORT + 11 are used.`,
  );
}
