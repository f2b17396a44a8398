import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import type { Broker, FeedReading } from '#platform/messaging/broker.ts';
import type { UserViewer, Viewer } from '#platform/security/viewer.ts';
import { createMetrics } from '#platform/telemetry/create-metrics.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import type { SubgraphRequest } from '../execution/executor.ts';
import { createDocumentLimits } from '../limits/document-limits.ts';
import { createGraph } from '../operations/create-graph.ts';
import type { Graph } from '../operations/graph.ts';
import { createPlanner } from '../planning/create-planner.ts';
import { followLiveFeed } from '../subscriptions/live-feed.ts';
import { createSubscriptions, type Results } from '../subscriptions/subscriptions.ts';
import { createLiveGraph } from '../supergraph/create-live-graph.ts';
import { readSupergraph } from '../supergraph/load-supergraph.ts';
import { createCaller } from '../transport/caller.ts';

const logger = createLogger('test', 'silent');

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])';
const FEED = `@link(url: "https://agora.example/feed/v0.1", import: ["@feed"]) @composeDirective(name: "@feed")
  directive @feed(event: String!, key: String, owner: String!, subject: String, staff: Boolean = false) on FIELD_DEFINITION`;

/** Two subgraphs: one of them knows an order's status. */
function compose({ status = 'orders', event = 'order-updated', more = '' }) {
  const statusOf = (subgraph: string) => (status === subgraph ? 'status: String' : '');
  const typeDefs: Record<string, string> = {
    orders: `${LINK} type Query { order(id: ID!): Order } type Order @key(fields: "id") { id: ID! ${statusOf('orders')} }`,
    shipping: `${LINK} type Order @key(fields: "id") { id: ID! parcels: Int ${statusOf('shipping')} }`,
    news: `${LINK} ${FEED} type Order @key(fields: "id", resolvable: false) { id: ID! }
      type Update { cursor: String! order: Order }
      type Subscription { ${more}
        updated(orderId: ID!, after: String): Update @feed(event: "${event}", key: "orderId", owner: "customerId") }`,
  };
  const services = Object.entries(typeDefs).map(([name, text]) => ({
    name,
    url: `http://${name}/`,
    typeDefs: parse(text),
  }));
  const composed = composeServices(services);
  if (composed.errors !== undefined) throw new Error(composed.errors.join('\n'));
  return { sdl: composed.supergraphSdl, typeDefs };
}

/** A feed in memory. */
function createFeed() {
  const envelopes: Envelope[] = [];
  let wake = Promise.withResolvers<void>();
  const broker: Pick<Broker, 'readFeed'> = {
    readFeed(start, signal) {
      let at = start.from === 'live' ? envelopes.length : start.from === 'after' ? Number(start.cursor) : 0;
      signal.addEventListener('abort', () => wake.resolve());
      async function* read() {
        while (!signal.aborted) {
          const envelope = envelopes[at];
          if (envelope === undefined) await wake.promise;
          else {
            at += 1;
            yield { cursor: String(at), envelope };
          }
        }
      }
      return Object.assign(read(), { started: Promise.resolve() }) satisfies FeedReading;
    },
  };
  return {
    broker: broker as Broker,
    publish(type: string, data: object) {
      const id = uuidv7();
      envelopes.push({
        id,
        type,
        occurredAt: new Date().toISOString(),
        aggregateId: id,
        aggregateVersion: 1,
        data,
      } as Envelope);
      wake.resolve();
      wake = Promise.withResolvers();
    },
  };
}

export const ANN: UserViewer = {
  kind: 'user',
  id: '01900000-0000-7000-8000-00000000000a',
  roles: ['CUSTOMER'],
  sessionId: '01900000-0000-7000-8000-00000000000b',
};
export const UPDATES =
  'subscription ($id: ID!, $after: String) { updated(orderId: $id, after: $after) { cursor order { id status } } }';
export const ORDER = 'o1';

/** A graph whose subgraphs run in this process. @param onFetch called with the name of a subgraph that is asked */
function graphOf({ sdl, typeDefs }: ReturnType<typeof compose>, onFetch: (subgraph: string) => void) {
  const schemas = new Map<string, GraphQLSchema>();
  for (const name of ['orders', 'shipping']) {
    const resolvers = {
      Order: { __resolveReference: (key: object) => key, status: () => `as ${name} says`, parcels: () => 2 },
      Query: { order: (_parent: unknown, { id }: { id: string }) => ({ id }) },
    };
    const fitting = { ...resolvers, Order: { ...resolvers.Order } } as Record<string, Record<string, unknown>>;
    const text = typeDefs[name] ?? '';
    if (!text.includes('Query')) delete fitting['Query'];
    for (const field of ['status', 'parcels']) if (!text.includes(`${field}:`)) delete fitting['Order']?.[field];
    schemas.set(name, buildSubgraphSchema([{ typeDefs: parse(text), resolvers: fitting as never }]));
  }
  async function send({ subgraph, body }: SubgraphRequest) {
    onFetch(subgraph);
    const schema = schemas.get(subgraph);
    if (schema === undefined) throw new Error(`nobody knows ${subgraph}`);
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    return Buffer.from(JSON.stringify(await execute({ schema, document: parse(query), variableValues: variables })));
  }
  return createGraph({
    supergraph: readSupergraph(sdl, {}),
    planner: createPlanner(sdl),
    rules: undefined,
    limits: createDocumentLimits(),
    costs: undefined,
    hideSchema: false,
    logger,
    send,
  });
}

interface Follower {
  viewer?: Viewer;
  after?: string;
}

/** Subscriptions over a graph that can be changed, and a feed. Nothing goes over the network. */
export async function startChangingGraph({ withFeed = true } = {}) {
  await using resources = new AsyncDisposableStack();
  const asked: string[] = [];
  const disposed: Graph[] = [];
  let composed = compose({});

  function build(): Graph {
    const graph = graphOf(composed, (subgraph) => asked.push(subgraph));
    return {
      ...graph,
      async [Symbol.asyncDispose]() {
        disposed.push(graph);
        await graph[Symbol.asyncDispose]();
      },
    };
  }
  const graphs = resources.use(
    createLiveGraph({ first: build(), build: async () => build(), logger, metrics: createMetrics('test') }),
  );
  const { broker, publish } = createFeed();
  const live = resources.use(await followLiveFeed(broker, ['order-updated'], logger));
  const source = withFeed ? { broker, live, logger } : undefined;
  const begin = createSubscriptions({ graphs, source, logger });
  const owned = resources.move();

  return {
    /** The subgraphs that were asked, in order. */
    asked,
    /** Graphs that were let go. */
    disposed,
    publish(type = 'order-updated') {
      publish(type, { orderId: ORDER, customerId: ANN.id });
    },
    /** Serves another supergraph. */
    async change(options: Parameters<typeof compose>[0]) {
      composed = compose(options);
      graphs.offer(composed.sdl);
      await eventually('the supergraph is served', () => {
        const graph = graphs.enter();
        graphs.leave(graph);
        return graph.supergraph.sdl === composed.sdl;
      });
    },
    /** Begins a subscription; it is ended with the graph. */
    async follow(text = UPDATES, { viewer = ANN, ...variables }: Follower = {}): Promise<Results> {
      const caller = createCaller({ viewer, clientAddress: '127.0.0.1', requestId: 'r1' });
      const request = { text, operationName: undefined, variables: { id: ORDER, ...variables }, caller };
      const graph = graphs.enter();
      try {
        const results = await begin(graph, { ...request, isCurrent: () => true, track: (work) => work });
        if ('errors' in results) throw results.errors[0];
        owned.defer(async () => {
          await results.return?.();
        });
        return results;
      } finally {
        graphs.leave(graph);
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** What a client of a subscription reads next. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever shape its own query asked for
export const next = async (results: Results): Promise<any> => JSON.parse(JSON.stringify(await results.next()));
