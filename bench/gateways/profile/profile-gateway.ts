import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ground } from '../contestants/contestant.ts';
import { type Circumstances, takeSample } from '../measure/sample.ts';
import type { Options } from '../options.ts';
import { rehearse } from '../rehearse.ts';
import { freePort, startGateway } from '../running-gateway.ts';
import { profileWhile } from './inspector.ts';
import { selfTimes, tellSelfTimes } from './self-times.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const SECONDS = { warmUp: 4, profile: 8 };

/** Measures one gateway under one operation without and then with the profiler, prints where it spends its time, keeps the profile. */
export async function profileGateway(
  { contestants, operations }: Options,
  ground: Omit<Ground, 'port'>,
  authorization: string,
  circumstances: Circumstances,
  resources: AsyncDisposableStack,
): Promise<void> {
  const [contestant] = contestants;
  const [operation] = operations;
  if (contestant === undefined || operation === undefined) return;
  const port = await freePort();
  const inspect = [`--inspect=127.0.0.1:${port}`];
  const gateway = resources.use(await startGateway(contestant, ground, authorization, inspect));
  const answers = (await rehearse(gateway, [operation])).get(operation) ?? [];
  console.log(`${contestant.title}, ${operation}: ${answers[0]?.slice(0, 300)}`);
  await circumstances.subgraphs.replay();
  const sizes = answers.map((text) => Buffer.byteLength(text));
  const load = (seconds: number) => takeSample(gateway, operation, sizes, { seconds, connections: 32 }, circumstances);
  await load(SECONDS.warmUp);
  const plain = await load(SECONDS.warmUp);
  let requests = 1;
  const profile = await profileWhile(port, async () => {
    requests = (await load(SECONDS.profile)).rps * SECONDS.profile;
  });
  const path = join(tmpdir(), `${contestant.name}-${operation}.cpuprofile`);
  writeFileSync(path, JSON.stringify(profile));
  console.log(tellSelfTimes(selfTimes(profile), Math.round(requests), ROOT));
  console.log(
    `without the profiler: ${plain.cpu.toFixed(3)} CPU ms a request, ${plain.rps.toFixed(0)}/s, ${plain.calls.toFixed(1)} subgraph calls`,
  );
  console.log(`for the browser's developer tools: ${path}`);
}
