import { describe, expect, it } from '@jest/globals';
import { GraphQLSchema } from 'graphql';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createMetrics } from '#platform/telemetry/create-metrics.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import type { Graph, OperationText } from '../operations/graph.ts';
import { createLiveGraph } from '../supergraph/create-live-graph.ts';

interface FakeGraph extends Graph {
  readonly warmed: OperationText[];
  disposals(): number;
}

/** A graph that does nothing but live. @param asked what its clients ask for */
function fakeGraph(sdl: string, asked: OperationText[] = []): FakeGraph {
  let disposals = 0;
  const warmed: OperationText[] = [];
  return {
    supergraph: { sdl, urls: new Map(), feeds: new Map() },
    schema: new GraphQLSchema({}),
    prepare: () => ({ refused: [], status: 400 }),
    popular: (limit) => asked.slice(0, limit),
    async warm(operation) {
      warmed.push(operation);
    },
    warmed,
    disposals: () => disposals,
    async [Symbol.asyncDispose]() {
      disposals += 1;
    },
  };
}

/** A live graph whose graphs are finished by the test: `build` waits until `finish` is called for its text. */
function liveGraph(first: FakeGraph) {
  const lines: string[] = [];
  const logger = createLogger('test', 'info', { write: (line: string) => void lines.push(line) });
  const metrics = createMetrics('test');
  const built = new Map<string, FakeGraph>();
  const gates = new Map<string, PromiseWithResolvers<void>>();
  const gateOf = (sdl: string) => {
    const gate = gates.get(sdl) ?? Promise.withResolvers<void>();
    gates.set(sdl, gate);
    return gate;
  };
  const live = createLiveGraph({
    first,
    logger,
    metrics,
    async build(sdl) {
      await gateOf(sdl).promise;
      if (sdl.startsWith('broken')) throw new Error(`${sdl} is no supergraph`);
      const graph = fakeGraph(sdl);
      built.set(sdl, graph);
      return graph;
    },
  });
  const served = () => {
    const graph = live.enter();
    live.leave(graph);
    return graph.supergraph.sdl;
  };
  return {
    live,
    lines,
    served,
    begun: (sdl: string) => gates.has(sdl),
    finish: (sdl: string) => gateOf(sdl).resolve(),
    built: (sdl: string) => built.get(sdl),
    serves: (sdl: string) => eventually(`${sdl} is served`, () => served() === sdl),
    async counted(outcome: string) {
      const { values = [] } = (await metrics.registry.getSingleMetric('supergraph_reloads_total')?.get()) ?? {};
      return values.find(({ labels }) => labels['outcome'] === outcome)?.value ?? 0;
    },
    text: () => metrics.registry.metrics(),
  };
}

describe('a graph whose supergraph changes', () => {
  it('serves the old one until the new one is built', async () => {
    const { live, served, begun, finish, serves } = liveGraph(fakeGraph('a'));
    live.offer('b');
    await eventually('b is being built', () => begun('b'));
    expect(served()).toBe('a');
    finish('b');
    await serves('b');
  });

  it('lets requests finish on the old one, which ends with the last of them', async () => {
    const first = fakeGraph('a');
    const { live, finish, serves } = liveGraph(first);
    const [one, another] = [live.enter(), live.enter()];
    finish('b');
    live.offer('b');
    await serves('b');
    live.leave(one);
    expect(first.disposals()).toBe(0);
    live.leave(another);
    expect(first.disposals()).toBe(1);
  });

  it('ends the old one at once when nobody is in it', async () => {
    const first = fakeGraph('a');
    const { live, finish, serves } = liveGraph(first);
    finish('b');
    live.offer('b');
    await serves('b');
    expect(first.disposals()).toBe(1);
  });

  it('keeps a graph that a listener enters, and ends one that a listener leaves, once', async () => {
    const first = fakeGraph('a');
    const { live, finish, serves, built } = liveGraph(first);
    let held = live.enter();
    live.onChange((graph) => {
      live.leave(held);
      held = live.enter();
      expect(held).toBe(graph);
    });
    finish('b');
    live.offer('b');
    await serves('b');
    expect(first.disposals()).toBe(1);
    finish('c');
    live.offer('c');
    await serves('c');
    expect(built('b')?.disposals()).toBe(1);
  });

  it('refuses a broken one with its reason, and counts that', async () => {
    const first = fakeGraph('a');
    const { live, lines, served, finish, counted } = liveGraph(first);
    finish('broken');
    live.offer('broken');
    await eventually('it is refused', async () => (await counted('refused')) === 1);
    expect(served()).toBe('a');
    expect(first.disposals()).toBe(0);
    expect(lines.join()).toContain('broken is no supergraph');
  });

  it('goes on with the next one after a broken one', async () => {
    const { live, finish, serves, counted } = liveGraph(fakeGraph('a'));
    live.offer('broken');
    live.offer('b');
    finish('broken');
    finish('b');
    await serves('b');
    expect([await counted('refused'), await counted('loaded')]).toEqual([1, 1]);
  });

  it('serves the last of several, and never the ones between', async () => {
    const { live, begun, finish, serves, built, counted } = liveGraph(fakeGraph('a'));
    const seen: string[] = [];
    live.onChange(({ supergraph }) => seen.push(supergraph.sdl));
    live.offer('b');
    await eventually('b is being built', () => begun('b'));
    live.offer('c');
    live.offer('d');
    for (const sdl of ['b', 'c', 'd']) finish(sdl);
    await serves('d');
    expect(seen).toEqual(['d']);
    expect(built('b')?.disposals()).toBe(1);
    expect(begun('c')).toBe(true);
    expect(built('c')).toBeUndefined();
    expect(await counted('overtaken')).toBe(1);
  });

  it('does nothing for the text that it serves, also when another one was on its way', async () => {
    const first = fakeGraph('a');
    const { live, served, begun, finish, counted } = liveGraph(first);
    live.offer('a');
    live.offer('b');
    await eventually('b is being built', () => begun('b'));
    live.offer('a');
    finish('b');
    await eventually('b is overtaken', async () => (await counted('overtaken')) === 1);
    expect(served()).toBe('a');
    expect(first.disposals()).toBe(0);
    expect(begun('a')).toBe(false);
  });

  it('makes the new one ready for what clients ask for, before it is served', async () => {
    const asked = Array.from({ length: 9 }, (_, index) => ({ text: `{ f${index} }`, operationName: undefined }));
    const { live, finish, built, serves } = liveGraph(fakeGraph('a', asked));
    let ready = 0;
    live.onChange(() => {
      ready = built('b')?.warmed.length ?? 0;
    });
    finish('b');
    live.offer('b');
    await serves('b');
    expect(ready).toBe(9);
  });

  it('tells which supergraph it serves', async () => {
    const { live, finish, serves, text } = liveGraph(fakeGraph('a'));
    finish('b');
    live.offer('b');
    await serves('b');
    const lines = (await text()).split('\n').filter((line) => line.startsWith('supergraph_loaded{'));
    expect(lines).toEqual([expect.stringMatching(/hash="3e23e8160039"/)]);
  });

  it('ends all that is left when it ends, and begins nothing more', async () => {
    const first = fakeGraph('a');
    const { live, finish, built, serves, begun } = liveGraph(first);
    live.enter();
    finish('b');
    live.offer('b');
    await serves('b');
    await live[Symbol.asyncDispose]();
    expect([first.disposals(), built('b')?.disposals()]).toEqual([1, 1]);
    live.offer('c');
    expect(begun('c')).toBe(false);
  });
});
