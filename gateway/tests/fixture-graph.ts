import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { createLogger } from '#platform/logging/create-logger.ts';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import type { RuleTree } from '#platform/subgraph/shield.ts';
import { createStockExecutor } from '../execution/stock/create-stock-executor.ts';
import { createGuardedExecutor } from '../permissions/create-guarded-executor.ts';
import { readSupergraph } from '../supergraph/load-supergraph.ts';
import { createCaller } from '../transport/caller.ts';
import { createSubgraphClient } from '../transport/subgraph-client.ts';
import { type FixtureSubgraph, SIGNING_SECRET } from './fixture-subgraph.ts';

/** An executor over fixture subgraphs, with permissions before it, as plain answers. */
export async function startFixtureGraph(subgraphs: readonly FixtureSubgraph[], rules: RuleTree) {
  const composed = composeServices(
    subgraphs.map(({ name, typeDefs, url }) => ({ name, url, typeDefs: parse(typeDefs) })),
  );
  if (composed.errors !== undefined) throw new Error(composed.errors.join('\n'));
  const supergraph = readSupergraph(composed.supergraphSdl, {});
  const logger = createLogger('test', 'silent');
  await using resources = new AsyncDisposableStack();
  const client = resources.use(createSubgraphClient({ urls: supergraph.urls, signingSecret: SIGNING_SECRET, logger }));
  const executor = resources.use(await createStockExecutor(supergraph, client, logger));
  const guarded = createGuardedExecutor(executor, rules);
  const owned = resources.move();
  const requestOf = (query: string, variables: Record<string, unknown>, viewer: Viewer) => ({
    document: parse(query),
    operationName: undefined,
    variables,
    caller: createCaller(viewer, '127.0.0.1', 'request-1'),
  });

  return {
    executor,
    requestOf,
    /** The answer as a client reads it. */
    async ask(query: string, variables: Record<string, unknown> = {}, viewer: Viewer = guest) {
      const result = await guarded.execute(requestOf(query, variables, viewer));
      return JSON.parse(JSON.stringify(result)) as {
        data?: Record<string, unknown> | null;
        errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
      };
    },
    admit: (query: string, viewer: Viewer = guest) => guarded.admit(requestOf(query, {}, viewer)),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
