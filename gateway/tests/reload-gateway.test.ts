import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import type { Service } from '#platform/lifecycle/service.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { readGatewayConfig } from '../config.ts';
import { createGateway } from '../service.ts';
import { ALL_BOOKS, BY_AUTHOR, startForeignGraph } from './foreign-graph.ts';
import { PATIENT } from './test-gateway.ts';

const WITH_PAGES = '{ authors { books { pages } } }';

const resources = new AsyncDisposableStack();
const lines: string[] = [];
let graph: Awaited<ReturnType<typeof startForeignGraph>>;
let gateway: Service;
let file: string;

beforeAll(async () => {
  graph = resources.use(await startForeignGraph());
  const folder = await mkdtemp(join(tmpdir(), 'agora-reload-'));
  resources.defer(() => rm(folder, { recursive: true }));
  file = join(folder, 'supergraph.graphql');
  await put(graph.compose(false));
  const logger = createLogger('gateway', 'info', { write: (line: string) => void lines.push(line) });
  const config = readGatewayConfig({
    SUPERGRAPH_PATH: file,
    PORT: '0',
    ...PATIENT,
    COST_BUCKET: 'off',
  });
  gateway = resources.use(await createGateway(config, { logger }));
});
afterAll(() => resources.disposeAsync());

async function put(sdl: string) {
  await writeFile(`${file}.new`, sdl);
  await rename(`${file}.new`, file);
}

async function ask(query: string, dispatcher?: Agent) {
  const { statusCode, body } = await request(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    ...(dispatcher === undefined ? {} : { dispatcher }),
  });
  return { status: statusCode, body: (await body.json()) as { data?: unknown; errors?: unknown[] } };
}

/** How many supergraphs came to this end. */
async function counted(outcome: string): Promise<number> {
  const { body } = await request(`${gateway.url}/metrics`);
  const found = new RegExp(`^supergraph_reloads_total\\{outcome="${outcome}".*\\} (\\d+)$`, 'm').exec(
    await body.text(),
  );
  return Number(found?.[1] ?? 0);
}

const knowsPages = async () => (await ask(WITH_PAGES)).status === 200;

/** Puts the other supergraph into the file and waits until it is served. */
async function swap(withPages: boolean) {
  await put(graph.compose(withPages));
  await eventually(`pages are ${withPages ? 'known' : 'unknown'}`, async () => (await knowsPages()) === withPages);
}

/** Asks over kept connections, all the time. */
function startLoad(connections: number) {
  const dispatcher = new Agent({ connections });
  const wrong: unknown[] = [];
  let answers = 0;
  let stopped = false;
  async function askOn() {
    while (!stopped) {
      try {
        const { status, body } = await ask(BY_AUTHOR, dispatcher);
        if (status === 200 && JSON.stringify(body.data) === JSON.stringify(ALL_BOOKS)) answers += 1;
        else wrong.push({ status, body });
      } catch (error) {
        wrong.push(error);
      }
    }
  }
  const asking = Promise.all(Array.from({ length: connections }, askOn));
  return {
    answers: () => answers,
    async stop() {
      stopped = true;
      await asking;
      await dispatcher.close();
      return wrong;
    },
  };
}

describe('another supergraph', () => {
  it('takes the place of the one before under load, again and again, and no request fails', async () => {
    await swap(false);
    const load = startLoad(8);
    const begun = await counted('loaded');
    for (const withPages of [true, false, true, false]) {
      const before = load.answers();
      await swap(withPages);
      await eventually('answers go on', () => load.answers() > before + 20);
    }
    expect(await load.stop()).toEqual([]);
    expect(load.answers()).toBeGreaterThan(100);
    expect((await counted('loaded')) - begun).toBe(4);
  });

  it('lets a slow request finish on the one that it began on', async () => {
    await swap(false);
    const slow = ask('{ late }');
    const asked = await eventually('it is in hand', () => graph.late.at(-1));
    await swap(true);
    await swap(false);
    asked.resolve('at last');
    expect((await slow).body.data).toEqual({ late: 'at last' });
  });

  it.each([
    ['no GraphQL', () => 'type {', 'is no GraphQL schema'],
    ['a schema that was not composed', () => 'type Query { a: Int }', 'names no subgraph'],
    ['one that cannot be planned over', () => graph.compose(true).replace('type Author\n', 'type Writer\n'), 'Author'],
  ])('is refused when it is %s, and the one before is served on', async (_what, broken, reason) => {
    await swap(true);
    const [refused, from] = [await counted('refused'), lines.length];
    await put(broken());
    await eventually('it is refused', async () => (await counted('refused')) === refused + 1);
    expect((await ask(BY_AUTHOR)).body.data).toEqual(ALL_BOOKS);
    expect(lines.slice(from).find((line) => line.includes('is refused'))).toContain(reason);
    await swap(false);
  });

  it('ends what belonged to the one before', async () => {
    const ports = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
    await swap(true);
    const before = await eventually('the graph before has ended', () => ports());
    for (const withPages of [false, true, false, true]) await swap(withPages);
    await eventually('its planners have ended', () => ports() <= before);
  });
});
