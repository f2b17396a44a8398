import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Envelope } from '#contracts/envelope.ts';
import { type DataOf, type MessageContract, parseMessage } from '#contracts/message-contract.ts';
import { newMessage } from '#contracts/new-message.ts';
import { createMemoryCache } from '#platform/cache/memory-cache.ts';
import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createEmbeddedBroker } from '#platform/messaging/embedded/create-embedded-broker.ts';
import { subscribedTypes } from '#platform/messaging/subscribed-types.ts';
import { createDatabase, type Database } from '#platform/postgres/database.ts';
import { provisionDatabase } from '#platform/postgres/provision.ts';
import { encodeIdentity, signRequest } from '#platform/security/signed-request.ts';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import type { SubgraphConfig } from '#platform/subgraph/subgraph-config.ts';
import { testEngines } from './engines.ts';
import { eventually } from './eventually.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever shape its own query asked for
export type Data = any;

export interface TestSubgraph extends AsyncDisposable {
  url: string;
  /** The subgraph's own database, for what the graph does not show. */
  database: Database;
  /** Sends an operation as the gateway would, signed, and gives the whole answer. */
  execute(query: string, variables?: object, as?: Viewer): Promise<{ data?: Data; errors?: Data[] }>;
  /** Like `execute`, for an operation that must have no errors: gives its data. */
  query(query: string, variables?: object, as?: Viewer): Promise<Data>;
  /** Sends a message over the broker as another service would, and gives it. */
  send<Contract extends MessageContract>(
    contract: Contract,
    message: { aggregateId: string; aggregateVersion?: number; data: DataOf<Contract> },
  ): Promise<Envelope>;
  /** Sends the very same message once more. */
  sendAgain(message: Envelope): Promise<void>;
  /** Waits for a message of this type whose data passes `test`, and gives it. */
  published<Contract extends MessageContract>(
    contract: Contract,
    test?: (data: DataOf<Contract>) => boolean,
  ): Promise<Envelope<DataOf<Contract>>>;
  /** All messages of this type so far. */
  allPublished<Contract extends MessageContract>(contract: Contract): Envelope<DataOf<Contract>>[];
}

const SECRET = 'test-secret-that-is-long-enough-for-all';

/**
 * Starts one subgraph as it is served, alone, on its own fresh database, with a broker in a database of its own; both are
 * dropped at the end.
 *
 * @param create the subgraph's own `createX(config, overrides)`
 * @param more the subgraph's variables beyond those that all have
 */
export async function startTestSubgraph<Config extends SubgraphConfig>(
  name: string,
  create: (config: Config, overrides: ServiceOverrides) => Promise<Service>,
  more: Omit<Config, keyof SubgraphConfig>,
): Promise<TestSubgraph> {
  await using resources = new AsyncDisposableStack();
  const serverUrl = testEngines().databaseUrl;
  const namespace = `test_${randomBytes(6).toString('hex')}`;
  const logger = createLogger('test', process.env['TEST_LOG_LEVEL'] ?? 'silent');

  async function database(suffix: string): Promise<Database> {
    const databaseName = `${namespace}_${suffix}`;
    resources.defer(async () => {
      const admin = new Client({ connectionString: serverUrl });
      await admin.connect();
      await admin.query(`DROP DATABASE IF EXISTS "${databaseName}" WITH (FORCE)`);
      await admin.query(`DROP ROLE IF EXISTS "${databaseName}"`);
      await admin.end();
    });
    const url = await provisionDatabase({ serverUrl, name: databaseName, secret: SECRET });
    // A test sends hundreds of messages at once, on a machine that may be busy.
    return resources.use(createDatabase({ url, logger, waitMs: 60_000 }));
  }

  const own = await database(name);
  const broker = resources.use(
    await createEmbeddedBroker({ database: await database('broker'), subscribed: subscribedTypes, logger }),
  );
  const base: SubgraphConfig = {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: 0,
    LOG_LEVEL: 'silent',
    NAMESPACE: namespace,
    GATEWAY_SIGNING_SECRET: SECRET,
    DATABASE_URL: serverUrl,
    AMQP_URL: undefined,
    REDIS_URL: undefined,
  };

  const feed: Envelope[] = [];
  const reading = new AbortController();
  const read = (async () => {
    for await (const { envelope } of broker.readFeed({ from: 'time', since: new Date(0) }, reading.signal)) {
      feed.push(envelope);
    }
  })();
  resources.defer(async () => {
    reading.abort();
    await read;
  });
  const cache = resources.use(createMemoryCache());
  const service = resources.use(await create({ ...base, ...more } as Config, { broker, cache, logger }));

  async function execute(query: string, variables: object = {}, as: Viewer = guest) {
    const body = JSON.stringify({ query, variables });
    const identity = encodeIdentity({ viewer: as, clientAddress: '127.0.0.1' });
    const signed = signRequest({ secret: SECRET, method: 'POST', path: '/graphql', body }, identity);
    const headers = { 'content-type': 'application/json', ...signed };
    const response = await fetch(`${service.url}/graphql`, { method: 'POST', headers, body });
    return (await response.json()) as { data?: Data; errors?: Data[] };
  }

  function allPublished<Contract extends MessageContract>(contract: Contract) {
    return feed
      .filter(({ type }) => type === contract.type)
      .map((message) => parseMessage(contract as MessageContract<DataOf<Contract>>, message));
  }

  const owned = resources.move();
  return {
    url: service.url,
    database: own,
    execute,
    async query(query, variables, as) {
      const { data, errors } = await execute(query, variables, as);
      if (errors !== undefined) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
      return data;
    },
    async send(contract, { aggregateId, aggregateVersion = 1, data }) {
      const message = newMessage(contract, { aggregateId, aggregateVersion, data });
      await broker.publish([message]);
      return message;
    },
    sendAgain: (message) => broker.publish([message]),
    published: (contract, test = () => true) =>
      eventually(`${contract.type} is published`, () => allPublished(contract).find(({ data }) => test(data))),
    allPublished,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** A signed-in customer. */
export const customer = (id: string): Viewer => ({
  kind: 'user',
  id,
  roles: ['CUSTOMER'],
  sessionId: '01900000-0000-7000-8000-000000000001',
});

/** A signed-in member of staff. */
export const staffMember = (id: string): Viewer => ({
  kind: 'user',
  id,
  roles: ['CUSTOMER', 'STAFF'],
  sessionId: '01900000-0000-7000-8000-000000000002',
});
