import { createHash } from 'node:crypto';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { buildSchema, type DocumentNode, type ExecutionResult, print, printSchema } from 'graphql';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Supergraph } from '../../supergraph/load-supergraph.ts';
import type { Caller } from '../../transport/caller.ts';
import type { SubgraphClient } from '../../transport/subgraph-client.ts';
import type { Executor, OperationRequest } from '../executor.ts';
import { createEventAnswers } from './answer-from-event.ts';
import { publicError } from './public-errors.ts';

/** What travels with an operation through the stock executor to the data sources. */
interface StockContext extends Record<string, unknown> {
  caller: Caller;
  payload: Record<string, unknown> | undefined;
}

/** Plans kept, in MiB. */
const PLAN_CACHE_MIB = 50;

type ExecutorInput = Parameters<ApolloGateway['executor']>[0];

/**
 * An executor on Apollo's own: planner and plan execution are stock, the HTTP client is ours, and subscriptions, which the
 * stock executor refuses, are executed once per event.
 */
export async function createStockExecutor(
  supergraph: Supergraph,
  client: SubgraphClient,
  logger: Logger,
): Promise<Executor> {
  // On by default, read when the gateway is made.
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const quiet = {
    debug: () => {},
    info: (message?: string) => logger.debug(message ?? ''),
    warn: (message?: string) => logger.warn(message ?? ''),
    error: (message?: string) => logger.error(message ?? ''),
  };

  const dataSource = (name: string): GraphQLDataSource => ({
    async process({ request, context }) {
      const { caller, payload } = context as StockContext;
      const query = request.query ?? '';
      const toSend = { query, variables: request.variables ?? {}, operationName: request.operationName };
      const answer =
        payload !== undefined && query.startsWith('subscription')
          ? answerFromEvent(toSend, payload)
          : await client.send(name, toSend, caller);
      return answer as Awaited<ReturnType<GraphQLDataSource['process']>>;
    },
  });

  const gateway = new ApolloGateway({
    supergraphSdl: supergraph.sdl,
    logger: quiet,
    __exposeQueryPlanExperimental: false,
    experimental_approximateQueryPlanStoreMiB: PLAN_CACHE_MIB,
    // With it a chain of 22 fragments on a cyclic field takes 12 s to plan.
    queryPlannerConfig: { reuseQueryFragments: false },
    buildService: ({ name }) => dataSource(name),
    experimental_didResolveQueryPlan({ queryPlan }) {
      const { node } = queryPlan;
      if (node?.kind !== 'Subscription') return;
      const nodes = node.rest === undefined ? [node.primary] : [node.primary, node.rest];
      queryPlan.node = { kind: 'Sequence', nodes };
    },
  });
  let printed = '';
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    printed = printSchema(apiSchema);
  });
  await gateway.load();
  // Built anew: the gateway's own schema has resolvers of its own on every field.
  const schema = buildSchema(printed, { assumeValid: true });
  const answerFromEvent = createEventAnswers(schema);

  const hashes = new WeakMap<DocumentNode, string>();
  function hashOf(document: DocumentNode): string {
    const known = hashes.get(document);
    if (known !== undefined) return known;
    const hash = createHash('sha256').update(print(document)).digest('hex');
    hashes.set(document, hash);
    return hash;
  }

  async function run(request: OperationRequest, payload?: Record<string, unknown>): Promise<ExecutionResult> {
    const { document, operationName, variables, caller } = request;
    const context: StockContext = { caller, payload };
    const input = {
      request: { variables, ...(operationName === undefined ? {} : { operationName }) },
      document,
      operationName: operationName ?? null,
      queryHash: hashOf(document),
      source: '',
      context,
      metrics: {},
      logger: quiet,
      schema: gateway.schema,
    };
    const result = await gateway.executor(input as unknown as ExecutorInput);
    const data = result.data === undefined ? {} : { data: result.data };
    // Nulls where none may be, without an error: an entity that its subgraph does not know. Only a whole answer that is
    // lost by it needs an error.
    const incomplete =
      result.data === null ? ((result.extensions?.['valueCompletion'] as Error[] | undefined) ?? []) : [];
    const errors = [...(result.errors ?? []), ...incomplete];
    if (errors.length === 0) return data;
    return { ...data, errors: errors.map((error) => publicError(error, logger)) };
  }

  return {
    schema,
    execute: (request) => run(request),
    executeEvent: run,
    async [Symbol.asyncDispose]() {
      await gateway.stop();
    },
  };
}
