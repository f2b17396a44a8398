import { buildSchema, execute, GraphQLError, type GraphQLSchema } from 'graphql';
import { createHttpServer, listen } from '#platform/lifecycle/http-server.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import type { RuleTree } from '#platform/subgraph/shield.ts';
import { createMetrics } from '#platform/telemetry/create-metrics.ts';
import { type Authenticator, everybodyIsGuest } from '../auth/authenticator.ts';
import { createIdentities } from '../auth/identities.ts';
import type { Answer, CompiledOperation, Executor } from '../execution/executor.ts';
import { createApolloServer } from '../http/create-apollo-server.ts';
import { serveGraphqlEndpoint } from '../http/graphql-endpoint.ts';
import { openGraphqlServer } from '../http/open-graphql-server.ts';
import { createReception } from '../http/receive.ts';
import type { Admissions } from '../limits/admission.ts';
import { createDocumentLimits, type DocumentLimits, MAX_REQUEST_BYTES } from '../limits/document-limits.ts';
import type { Costs } from '../operations/charge.ts';
import { createOperations } from '../operations/create-operations.ts';
import type { Graph } from '../operations/graph.ts';
import { createPermissions } from '../permissions/create-permissions.ts';
import { createPersistedOperations } from '../persisted/persisted-operations.ts';
import { openAccessLog } from '../telemetry/access-log.ts';
import { createOperationRecord } from '../telemetry/record-operation.ts';
import type { Caller } from '../transport/caller.ts';

const SDL = `
  directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  type Query { greeting(name: String = "you", note: Note): String me: User secret: String broken: String! slow: String nobody: User }
  input Note { text: String! stars: Int }
  type User { id: ID! name: String secret: String }
  type Mutation { rename(name: String!): User forbidden: String }
  type Subscription { renamed: User }
`;

/** What an executor of a test does; whatever it leaves out is done by graphql-js. */
export interface FixtureExecution {
  execute?(variables: Readonly<Record<string, unknown>>, caller: Caller): Promise<Answer> | undefined;
  compile?(defer: boolean): Promise<void> | undefined;
}

const root = {
  greeting: ({ name }: { name: string }) => `Hello ${name}`,
  me: { id: '1', name: 'Ann "Ä" \u2028 😀', secret: 'x' },
  secret: 'hidden',
  broken: () => {
    throw new GraphQLError('The users service is not available.', { extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
  },
  rename: ({ name }: { name: string }) => ({ id: '1', name }),
};

/** An executor by graphql-js in the place of one over subgraphs. */
function fixtureExecutor(
  schema: GraphQLSchema,
  behaviour: FixtureExecution,
): Executor<Caller> & { compiled: string[] } {
  const compiled: string[] = [];
  return {
    schema,
    compiled,
    async compile(document, operationName, defer) {
      compiled.push(`${operationName}${defer ? ' in parts' : ''}`);
      await behaviour.compile?.(defer);
      const run = async (variableValues: Readonly<Record<string, unknown>>, rootValue: unknown): Promise<Answer> => {
        const { data, errors = [] } = await execute({ schema, document, operationName, variableValues, rootValue });
        return {
          data: Buffer.from(JSON.stringify(data ?? null)),
          errors: errors.map(({ message, path, extensions }) => ({ message, extensions, ...(path ? { path } : {}) })),
        };
      };
      const operation: CompiledOperation<Caller> = {
        kind: 'query',
        execute: async (variables, caller) => (await behaviour.execute?.(variables, caller)) ?? run(variables, root),
        executeEvent: (payload, variables) => run(variables, { renamed: payload }),
      };
      return operation;
    },
  };
}

export interface FixtureOptions {
  /** In addition to the fixture's own. */
  sdl?: string;
  behaviour?: FixtureExecution;
  rules?: RuleTree;
  limits?: Partial<DocumentLimits>;
  costs?: Costs;
  admissions?: Admissions;
  hideSchema?: boolean;
  shareEqualQueries?: boolean;
  authenticator?: Authenticator;
  onLog?: (line: string) => void;
}

/** A graph over an executor of graphql-js. */
export function fixtureGraph(options: FixtureOptions = {}) {
  const {
    sdl = '',
    behaviour = {},
    rules,
    limits,
    costs,
    admissions,
    hideSchema = false,
    shareEqualQueries,
    onLog,
  } = options;
  const schema = buildSchema(SDL + sdl);
  const logger = onLog === undefined ? createLogger('test', 'silent') : createLogger('test', 'info', { write: onLog });
  const executor = fixtureExecutor(schema, behaviour);
  const operations = createOperations({
    schema,
    executor,
    permissions: createPermissions(schema, rules),
    limits: createDocumentLimits(limits),
    costs,
    admissions,
    hideSchema,
    shareEqualQueries,
    logger,
  });
  const supergraph = { sdl: SDL, urls: new Map(), feeds: new Map() };
  const graph: Graph = { supergraph, schema, ...operations, async [Symbol.asyncDispose]() {} };
  return { graph, executor, logger };
}

/** A live graph that says how many requests are in it. */
function fixtureLive(first: Graph) {
  const listeners: ((graph: Graph) => void)[] = [];
  let graph = first;
  let inside = 0;
  return {
    enter() {
      inside += 1;
      return graph;
    },
    leave() {
      inside -= 1;
    },
    onChange(listener: (graph: Graph) => void) {
      listeners.push(listener);
      return () => {};
    },
    inside: () => inside,
    change(next: Graph) {
      graph = next;
      for (const listener of listeners) listener(next);
    },
  };
}

/** One graph behind the server as it is, and behind Apollo Server alone. */
export async function startFixtureServers(options: FixtureOptions = {}) {
  const { graph, executor, logger } = fixtureGraph(options);
  const { hideSchema = false, authenticator = everybodyIsGuest } = options;
  await using resources = new AsyncDisposableStack();
  const live = fixtureLive(graph);
  const metrics = createMetrics('test');
  const record = createOperationRecord(resources.use(openAccessLog(logger)), metrics);
  const persisted = createPersistedOperations({ mode: 'apq' });
  const shared = {
    path: '/graphql',
    live,
    authenticator,
    encodeIdentity: createIdentities(),
    persisted,
    proxies: 0,
    deadlineMs: 60_000,
    bodyLimit: MAX_REQUEST_BYTES,
    hideSchema,
    readiness: {},
    record,
    metrics,
    logger,
  };
  const both = resources.use(await openGraphqlServer(shared));
  const url = await listen(both.app, '127.0.0.1', 0);

  const apollo = createApolloServer(shared);
  await apollo.start();
  resources.defer(() => apollo.stop());
  const alone = createHttpServer(shared);
  resources.defer(() => alone.close());
  serveGraphqlEndpoint(alone, { ...shared, apollo, reception: createReception(shared), handedBack: new WeakMap() });
  const aloneUrl = await listen(alone, '127.0.0.1', 0);

  const owned = resources.move();
  return {
    url,
    aloneUrl,
    server: both.app.server,
    metrics,
    executor,
    /** Requests that have entered the graph and not left it. */
    inside: live.inside,
    /** Puts another graph in the place of the one that is served. */
    change: live.change,
    stop: () => both[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
