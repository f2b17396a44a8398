import { setTimeout as delay } from 'node:timers/promises';
import closeWithGrace from 'close-with-grace';
import { ConfigError } from '#platform/config/parse-config.ts';
import type { Service } from './service.ts';

/** Longest time for requests and messages in hand to end after SIGTERM, in ms. */
const GRACE_MS = 15_000;

/** package.json pins this runtime; npm scripts run on it even where the machine's own Node is older. */
const NODE_MAJOR = 24;

/** Prints why a service cannot start and ends the process; where in the code it was, only with LOG_LEVEL=debug. */
export function refuseToStart(error: unknown): never {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const detailed = process.env['LOG_LEVEL'] === 'debug' || process.env['LOG_LEVEL'] === 'trace';
  process.stderr.write(`${detailed ? (stack ?? message) : message}\n`);
  process.exit(1);
}

/**
 * Runs a service for as long as the process lives: SIGTERM and SIGINT let it finish what it has in hand, its start
 * included, and then end the process with 0; a start that fails, or the loss of what it needs, ends it with 1 and the
 * reason.
 */
export async function runService(start: (env: NodeJS.ProcessEnv) => Promise<Service>): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR) {
    refuseToStart(new ConfigError(`Node ${NODE_MAJOR} is needed, this is ${process.versions.node}: start it by npm.`));
  }
  const starting = start(process.env).catch(refuseToStart);
  closeWithGrace({ delay: GRACE_MS }, async ({ err }) => {
    if (err !== undefined) process.stderr.write(`${err.stack ?? err.message}\n`);
    await (await starting)[Symbol.asyncDispose]();
  });
  const service = await starting;
  const reason = await service.lost;
  if (reason === undefined) return;
  process.stderr.write(`${reason}\n`);
  // Without what it has lost it may not be able to end in order.
  await Promise.race([Promise.allSettled([service[Symbol.asyncDispose]()]), delay(GRACE_MS)]);
  process.exit(1);
}
