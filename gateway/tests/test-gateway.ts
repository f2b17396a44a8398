import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createLogger } from '#platform/logging/create-logger.ts';
import type { Broker } from '#platform/messaging/broker.ts';
import { createEmbeddedBroker } from '#platform/messaging/embedded/create-embedded-broker.ts';
import { createDatabase } from '#platform/postgres/database.ts';
import type { Role } from '#platform/security/viewer.ts';
import { freshDatabase } from '#platform/testkit/fresh-database.ts';
import { type GatewayConfig, readGatewayConfig } from '../config.ts';
import { createGateway } from '../service.ts';
import { type FixtureSubgraph, SIGNING_SECRET, startFixtureSubgraph } from './fixture-subgraph.ts';
import { startTokenIssuer } from './token-issuer.ts';

type Resolvers = Parameters<typeof startFixtureSubgraph>[2];

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever shape its own query asked for
export type Answer = any;

export interface TestGatewayOptions {
  /** Resolvers of real subgraphs by name, over their real schemas; the others do not run. */
  subgraphs?: Record<string, Resolvers>;
  config?: Partial<GatewayConfig>;
  /** In the place of the embedded one; not disposed of. */
  broker?: Broker;
  /** Where log lines go; nowhere by default. */
  onLog?: (line: string) => void;
}

const schemaOf = (name: string) =>
  readFileSync(new URL(`../../subgraphs/${name}/schema.graphql`, import.meta.url), 'utf8');

/** An address where nobody listens. */
const NOBODY = 'http://127.0.0.1:9/graphql';

/** Time for every answer: this process is its subgraphs as well, and a busy machine may hold all of it up. */
export const PATIENT = {
  REQUEST_DEADLINE_MS: '60000',
  SUBGRAPH_READ_DEADLINE_MS: '60000',
  SUBGRAPH_WRITE_DEADLINE_MS: '60000',
};

/** The gateway as it is served, over the real supergraph, with fixtures in the place of the subgraphs. */
export async function startTestGateway({ subgraphs = {}, config = {}, broker, onLog }: TestGatewayOptions = {}) {
  await using resources = new AsyncDisposableStack();
  const logger =
    onLog === undefined ? createLogger('gateway', 'silent') : createLogger('gateway', 'info', { write: onLog });
  const issuer = resources.use(await startTokenIssuer());

  async function embeddedBroker() {
    const fresh = resources.use(await freshDatabase());
    const database = resources.use(createDatabase({ url: fresh.url, logger }));
    return resources.use(await createEmbeddedBroker({ database, logger }));
  }
  const usedBroker = broker ?? (await embeddedBroker());

  const started: Record<string, FixtureSubgraph> = {};
  for (const [name, resolvers] of Object.entries(subgraphs)) {
    started[name] = resources.use(await startFixtureSubgraph(name, schemaOf(name), resolvers));
  }
  const urlOf = (name: string) => started[name]?.url ?? NOBODY;
  const names = ['users', 'products', 'orders', 'payments', 'shipping', 'notifications'];
  const gateway = await createGateway(
    {
      ...readGatewayConfig({ PORT: '0', NODE_ENV: 'test', USERS_JWKS_URL: issuer.jwksUrl, ...PATIENT }),
      GATEWAY_SIGNING_SECRET: SIGNING_SECRET,
      subgraphUrls: Object.fromEntries(names.map((name) => [name.toUpperCase(), [urlOf(name)]])),
      ...config,
    },
    { broker: usedBroker, logger },
  );
  // Disposed of twice in tests that stop it themselves; the second time is without effect.
  resources.use(gateway);
  const owned = resources.move();

  async function post(body: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
  }

  return {
    gateway,
    url: gateway.url,
    issuer,
    broker: usedBroker,
    subgraphs: started,
    post,
    /** Sends an operation that is answered with 200, as the owner of a token. */
    async ask(query: string, variables: object = {}, token?: string): Promise<Answer> {
      const { status, body } = await post(
        { query, variables },
        token === undefined ? {} : { authorization: `Bearer ${token}` },
      );
      if (status !== 200) throw new Error(`answered with ${status}: ${JSON.stringify(body)}`);
      return body;
    },
    /** A token of a new session. */
    tokenOf: (userId: string, roles: readonly Role[] = ['CUSTOMER'], expiresIn = 900) =>
      issuer.sign({ userId, sessionId: randomUUID(), roles, expiresIn }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

export type TestGateway = Awaited<ReturnType<typeof startTestGateway>>;
