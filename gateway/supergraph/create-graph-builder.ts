import { ConfigError } from '#platform/config/parse-config.ts';
import { createGraph, type GraphOptions } from '../operations/create-graph.ts';
import type { Graph } from '../operations/graph.ts';
import { startPlanner } from '../planning/start-planner.ts';
import type { SubgraphClients } from '../transport/create-subgraph-clients.ts';
import { createErrorFilter } from '../transport/subgraph-errors.ts';
import { readSupergraph, type SubgraphUrls } from './load-supergraph.ts';

export interface GraphBuilderOptions
  extends Omit<GraphOptions, 'supergraph' | 'planner' | 'send' | 'describeError' | 'onFault'> {
  clients: SubgraphClients;
  subgraphUrls: SubgraphUrls;
  /** Whether there are events for subscriptions to be fed by. */
  hasEvents: boolean;
}

/** Makes graphs out of supergraphs' texts. What all of them use, `clients` and cost buckets, outlives each. */
export function createGraphBuilder(options: GraphBuilderOptions): (sdl: string) => Promise<Graph> {
  const { clients, subgraphUrls, hasEvents, ...parts } = options;
  const { logger } = parts;
  const describeError = createErrorFilter(logger);

  /** @throws Error when the text is no supergraph, cannot be planned over, or the rules do not fit it */
  return async (sdl) => {
    const supergraph = readSupergraph(sdl, subgraphUrls);
    if (supergraph.feeds.size > 0 && !hasEvents) {
      throw new ConfigError('AMQP_URL is missing: the supergraph has subscriptions that are fed by events (@feed).');
    }
    await using owned = new AsyncDisposableStack();
    const client = owned.use(clients.open(supergraph.urls));
    const planner = owned.use(await startPlanner(sdl));
    const graph = createGraph({
      ...parts,
      supergraph,
      planner,
      send: client.send,
      describeError,
      onFault(err, subgraph, { requestId }) {
        logger.error({ err, subgraph, requestId }, 'a subgraph answered what cannot be');
      },
    });
    const resources = owned.move();
    return { ...graph, [Symbol.asyncDispose]: () => resources.disposeAsync() };
  };
}
