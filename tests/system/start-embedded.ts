import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGraphClient } from './graph-client.ts';
import { type RunningGraph, TEST_VARIABLES } from './running-graph.ts';
import { type Started, spawnNpm } from './spawn-npm.ts';

export interface EmbeddedGraph extends RunningGraph {
  process: Started;
}

/** `npm start`, as in README's first screen, with a state folder and ports of its own. */
export async function startEmbedded(stateFolder: string, port: number): Promise<EmbeddedGraph> {
  const env = { STATE_FOLDER: stateFolder, PORT: String(port), ...TEST_VARIABLES };
  const process = await spawnNpm({ script: 'start', env, up: { prints: 'A first query' } });
  const logFile = join(stateFolder, 'agora.log');
  const secrets = JSON.parse(readFileSync(join(stateFolder, 'secrets.json'), 'utf8')) as { provider: string };
  return {
    process,
    client: createGraphClient(`http://127.0.0.1:${port}`),
    provider: { url: `http://127.0.0.1:${port + 10}`, apiKey: secrets.provider },
    output: () => process.output() + (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    async [Symbol.asyncDispose]() {
      await process.stop();
    },
  };
}
