import type { Logger } from '#platform/logging/create-logger.ts';
import type { Metrics } from '#platform/telemetry/create-metrics.ts';
import type { Graph } from '../operations/graph.ts';
import type { LiveGraph } from './live-graph.ts';
import { createReloadMetrics, hashOf } from './reload-metrics.ts';
import { warmGraph } from './warm-graph.ts';

/** A live graph whose supergraph can be changed. Disposing it disposes of every graph that is left. */
export interface ReloadableGraph extends LiveGraph, AsyncDisposable {
  /** Asks for this supergraph to be served. Of several the last one is; a broken one is refused, the graph stays as it was. */
  offer(sdl: string): void;
}

export interface LiveGraphOptions {
  /** Served from the beginning. */
  first: Graph;
  /** Builds a graph aside. @throws Error when the supergraph is not one that can be served: its message says why */
  build(sdl: string): Promise<Graph>;
  logger: Logger;
  metrics: Metrics;
}

/** A graph and how many requests are in it. */
interface Occupied {
  readonly graph: Graph;
  requests: number;
}

/** Serves one graph after another: requests finish on the graph that they began on. */
export function createLiveGraph({ first, build, logger, metrics }: LiveGraphOptions): ReloadableGraph {
  const reloads = createReloadMetrics(metrics);
  const listeners = new Set<(graph: Graph) => void>();
  /** Graphs that others have taken the place of and that requests are still in. */
  const retired = new Map<Graph, Occupied>();
  /** Disposals under way. */
  const ending = new Set<Promise<void>>();
  let current: Occupied = { graph: first, requests: 0 };
  let wanted = first.supergraph.sdl;
  /** The last one that was loaded, refused or passed over. */
  let settled = wanted;
  let reloading = Promise.resolve();
  let isReloading = false;
  let stopped = false;
  reloads.serves(wanted);

  function end(graph: Graph) {
    const ended: Promise<void> = Promise.resolve(graph[Symbol.asyncDispose]())
      .catch((error: unknown) =>
        logger.error({ err: error }, 'a supergraph that is no longer served could not be let go'),
      )
      .finally(() => ending.delete(ended));
    ending.add(ended);
  }

  function swap(graph: Graph) {
    const before = current;
    current = { graph, requests: 0 };
    const isVacant = before.requests === 0;
    if (!isVacant) retired.set(before.graph, before);
    reloads.serves(graph.supergraph.sdl);
    for (const listener of listeners) {
      try {
        listener(graph);
      } catch (error) {
        logger.error({ err: error }, 'a change of the supergraph was not taken note of');
      }
    }
    if (isVacant) end(before.graph);
  }

  async function load(sdl: string): Promise<void> {
    const hash = hashOf(sdl);
    const started = performance.now();
    let graph: Graph;
    try {
      graph = await build(sdl);
    } catch (error) {
      reloads.count('refused');
      logger.error({ err: error, hash }, 'a new supergraph is refused, the one before it is served on');
      return;
    }
    if (wanted === sdl && !stopped) await warmGraph(current.graph, graph, logger);
    if (wanted !== sdl || stopped) {
      reloads.count('overtaken');
      end(graph);
      return;
    }
    swap(graph);
    reloads.count('loaded');
    logger.info({ hash, ms: Math.round(performance.now() - started) }, 'another supergraph is served');
  }

  async function reload(): Promise<void> {
    while (wanted !== settled && !stopped) {
      settled = wanted;
      if (settled !== current.graph.supergraph.sdl) await load(settled);
    }
    isReloading = false;
  }

  return {
    enter() {
      current.requests += 1;
      return current.graph;
    },
    leave(graph) {
      const left = graph === current.graph ? current : retired.get(graph);
      if (left === undefined || left.requests === 0) throw new Error('a graph was left more often than it was entered');
      left.requests -= 1;
      if (left === current || left.requests > 0) return;
      retired.delete(graph);
      end(graph);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    offer(sdl) {
      wanted = sdl;
      if (isReloading) return;
      isReloading = true;
      reloading = reload();
    },
    async [Symbol.asyncDispose]() {
      stopped = true;
      await reloading;
      for (const graph of [current.graph, ...retired.keys()]) end(graph);
      retired.clear();
      await Promise.all(ending);
    },
  };
}
