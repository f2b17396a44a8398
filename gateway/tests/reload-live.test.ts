import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { readGatewayConfig } from '../config.ts';
import { ANN, type LiveGraph, startLiveGraph, UPDATES } from './subscription-fixture.ts';
import type { Answer } from './test-gateway.ts';

const resources = new AsyncDisposableStack();
const lines: string[] = [];
let graph: LiveGraph;
let file: string;
let original: string;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'agora-reload-'));
  resources.defer(() => rm(folder, { recursive: true }));
  file = join(folder, 'supergraph.graphql');
  const { SUPERGRAPH_PATH } = readGatewayConfig({});
  await copyFile(SUPERGRAPH_PATH, file);
  original = await readFile(file, 'utf8');
  graph = resources.use(
    await startLiveGraph({ config: { SUPERGRAPH_PATH: file }, onLog: (line) => void lines.push(line) }),
  );
});
afterAll(() => resources.disposeAsync());

/** Puts another supergraph into the file and waits until it is served, or refused. */
async function swap(sdl: string, outcome = 'another supergraph is served'): Promise<string> {
  const from = lines.length;
  await writeFile(`${file}.new`, sdl);
  await rename(`${file}.new`, file);
  return eventually(outcome, () => lines.slice(from).find((line) => line.includes(outcome)));
}

const statuses = (results: Answer[]) => results.map(({ data }) => data.orderUpdated.order.status);

describe('while the supergraph changes', () => {
  it('a subscription goes on, and is shown by the new one', async () => {
    await using client = await graph.connect(ANN);
    const order = graph.orders.place(ANN);
    const updates = client.run(UPDATES, { id: order.id, after: 'EARLIEST' });
    await order.update(graph.broker, 'PENDING');
    await updates.came(1);
    await swap(`${original}\n# second`);
    await order.update(graph.broker, 'AWAITING_PAYMENT');
    await updates.came(2);
    await swap(`${original}\n# third`);
    await order.update(graph.broker, 'COMPLETED');
    expect(statuses(await updates.came(3))).toEqual(['PENDING', 'AWAITING_PAYMENT', 'COMPLETED']);
  });

  it('permissions stay', async () => {
    await swap(`${original}\n# fourth`);
    const { id } = graph.orders.place(ANN);
    const query = 'query ($id: ID!) { order(id: $id) { id } }';
    expect((await graph.ask(query, { id })).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect((await graph.ask(query, { id }, await graph.tokenOf(ANN))).data).toEqual({ order: { id } });
  });

  it('one that lacks what the rules name is refused', async () => {
    const sdl = original.replaceAll(/\bSlugTaken\b/g, 'SlugUsed');
    expect(await swap(sdl, 'a new supergraph is refused')).toContain('SlugTaken');
    expect((await graph.ask('{ __type(name: "SlugTaken") { name } }')).data).toEqual({ __type: { name: 'SlugTaken' } });
  });
});
