import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import pino from 'pino';
import { ConfigError } from '#platform/config/parse-config.ts';
import { runService } from '#platform/lifecycle/run-service.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { demoAccounts } from '../../subgraphs/users/demo/demo-accounts.ts';
import { banner } from './banner.ts';
import { readEmbeddedConfig } from './config.ts';
import { startEmbedded } from './start-embedded.ts';

await runService(async (env) => {
  const config = readEmbeddedConfig(env);
  process.stdout.write(styleText('dim', 'Starting PostgreSQL, six subgraphs and the gateway …\n'));
  makeStateFolder(config.STATE_FOLDER);
  const logFile = join(config.STATE_FOLDER, 'agora.log');
  // The terminal is for people: the log lies in a file, and only what went wrong is shown as well.
  const destination = pino.multistream([
    { stream: pino.destination({ dest: logFile, sync: true }), level: 'trace' },
    { stream: process.stderr, level: 'error' },
  ]);
  const graph = await startEmbedded(config, env, (service) => createLogger(service, config.LOG_LEVEL, destination));
  const { gateway, subgraphs } = graph;
  const accounts = config.DEMO_DATA ? demoAccounts : [];
  process.stdout.write(banner({ gatewayUrl: localhost(gateway.url), subgraphs, demoAccounts: accounts, logFile }));
  return {
    name: 'agora',
    url: gateway.url,
    lost: graph.lost.then((reason) => `${reason} Agora stops; npm start goes on where it was.`),
    async [Symbol.asyncDispose]() {
      await graph[Symbol.asyncDispose]();
      process.stdout.write(styleText('dim', 'Agora has stopped.\n'));
    },
  };
});

function makeStateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new ConfigError(
      `STATE_FOLDER is wrong: ${folder} cannot be made (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

/** The name that people type, for the address that we listen on. */
function localhost(url: string): string {
  return url.replace('//127.0.0.1:', '//localhost:');
}
