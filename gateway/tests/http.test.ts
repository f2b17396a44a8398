import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IDENTITY_HEADER } from '#platform/security/signed-request.ts';
import { graphError } from '#platform/subgraph/errors.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { REQUEST_DEADLINE_MS } from '../transport/caller.ts';
import { openLiveClient } from './live-client.ts';
import { startTestGateway, type TestGateway } from './test-gateway.ts';

const USER = randomUUID();
const lines: string[] = [];

let graph: TestGateway;
beforeAll(async () => {
  graph = await startTestGateway({
    onLog: (line) => lines.push(line),
    subgraphs: {
      users: {
        Query: {
          me: (_parent, _args, { viewer }) => (viewer.kind === 'user' ? { id: viewer.id, name: 'Ann' } : null),
          user: () => {
            throw new Error('connection to 10.0.0.7:5432 refused');
          },
        },
        Mutation: {
          login: () => {
            throw graphError('BAD_USER_INPUT', 'The e-mail address is wrong.', 'email');
          },
        },
        User: { __resolveReference: (user: { id: string }) => ({ ...user, name: 'Ann' }) },
      },
      products: {
        Query: {
          categories: () => [{ id: randomUUID(), slug: 'books', name: 'Books' }],
          product: () => ({ id: randomUUID(), name: 'Pen' }),
        },
      },
    },
  });
});
afterAll(() => graph[Symbol.asyncDispose]());

const linesOf = (level: string) => lines.filter((line) => JSON.parse(line).level === level);

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${graph.url}${path}`, { headers, redirect: 'manual' });

describe('an operation', () => {
  it('is answered whatever other protocol its client would rather speak', async () => {
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' };
    const asking = request(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
    });
    asking.end('{"query":"{ categories { slug } }"}');
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    expect([response.statusCode, JSON.parse(await text(response))]).toMatchObject([
      200,
      { data: { categories: [{ slug: 'books' }] } },
    ]);
  });

  it('is answered from the subgraphs, which are told who asks', async () => {
    const token = await graph.tokenOf(USER, ['CUSTOMER', 'STAFF']);
    const { data, errors } = await graph.ask('{ me { id name } categories { slug } }', {}, token);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ me: { id: USER, name: 'Ann' }, categories: [{ slug: 'books' }] });
    const { viewer, clientAddress } = graph.subgraphs['users']?.contexts.at(-1) ?? {};
    expect(viewer).toMatchObject({ kind: 'user', id: USER, roles: ['CUSTOMER', 'STAFF'] });
    expect(clientAddress).toBe('127.0.0.1');
  });

  it('is by a guest without a token, whatever identity the client claims', async () => {
    const claimed = Buffer.from(JSON.stringify({ viewer: { kind: 'user', id: USER } })).toString('base64url');
    const { body } = await graph.post({ query: '{ me { id } }' }, { [IDENTITY_HEADER]: claimed });
    expect(body.data).toEqual({ me: null });
    expect(body.errors).toBeUndefined();
    expect(graph.subgraphs['users']?.contexts.at(-1)?.viewer).toEqual({ kind: 'guest' });
  });

  it('keeps its request id down to the subgraphs and in the log, where no query or variable stands', async () => {
    const query = 'query Mine($secret: String) { product(slug: $secret) { id } }';
    await graph.post({ query, variables: { secret: 'swordfish' } }, { 'x-request-id': 'request-77' });
    const line = lines.map((text) => JSON.parse(text)).find(({ requestId }) => requestId === 'request-77');
    expect(line).toMatchObject({
      msg: 'operation',
      level: 'info',
      operation: 'Mine',
      type: 'query',
      transport: 'http',
    });
    expect(line.ms).toBeGreaterThan(0);
    expect(lines.join('')).not.toContain('swordfish');
  });

  it('costs only its own fields when a subgraph is down, and names no address', async () => {
    const token = await graph.tokenOf(USER);
    const { data, errors } = await graph.ask(
      'query ($id: ID!) { order(id: $id) { id } me { name } }',
      { id: USER },
      token,
    );
    expect(data).toEqual({ order: null, me: { name: 'Ann' } });
    expect(errors).toEqual([
      {
        message: 'The orders service is not available.',
        path: ['order'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
      },
    ]);
    const withOrders = await graph.ask('{ me { name orders { nodes { id } } } }', {}, token);
    expect(withOrders.data).toEqual({ me: { name: 'Ann', orders: null } });
    expect(JSON.stringify([errors, withOrders])).not.toMatch(/127\.0\.0\.1|localhost|:9\b/);
  });

  it('hands on what a subgraph says to clients, and nothing of its insides', async () => {
    const login = await graph.ask('mutation { login(input: { email: "x", password: "y" }) { __typename } }');
    expect(login.errors).toEqual([
      {
        message: 'The e-mail address is wrong.',
        path: ['login'],
        extensions: { code: 'BAD_USER_INPUT', argument: 'email' },
      },
    ]);
    const staff = await graph.tokenOf(USER, ['STAFF']);
    const { data, errors } = await graph.ask('query ($id: ID!) { user(id: $id) { id } }', { id: USER }, staff);
    expect(data).toEqual({ user: null });
    expect(errors).toEqual([
      { message: 'Something went wrong on our side.', path: ['user'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  it('is refused whole, with 200, as a mutation that the viewer may not ask for', async () => {
    const before = graph.subgraphs['users']?.contexts.length;
    const input = '{ userId: "1", roles: [ADMIN] }';
    const answer = await graph.ask(`mutation { logout { __typename } setRoles(input: ${input}) { __typename } }`);
    expect(answer.data).toBeNull();
    expect(
      answer.errors.map(({ path, extensions }: { path: unknown; extensions: unknown }) => [path, extensions]),
    ).toEqual([
      [['logout'], { code: 'UNAUTHENTICATED' }],
      [['setRoles'], { code: 'UNAUTHENTICATED' }],
    ]);
    expect(graph.subgraphs['users']?.contexts.length).toBe(before);
  });

  it('is counted by type and outcome', async () => {
    await graph.ask('{ categories { slug } }');
    const counted = (await (await get('/metrics')).text()).split('\n').filter((line) => line.startsWith('graphql_'));
    expect(counted).toContainEqual(
      expect.stringMatching(/^graphql_operation_duration_seconds_count.*operation="query",outcome="ok"\} [1-9]/),
    );
    expect(counted).toContainEqual(
      expect.stringMatching(/^graphql_errors_total\{code="SUBGRAPH_UNAVAILABLE".*\} [1-9]/),
    );
  });
});

describe('a request that is not right', () => {
  const code = (body: { errors: { extensions: { code: string } }[] }) => body.errors[0]?.extensions.code;

  it('is too long: 413', async () => {
    const { status, body } = await graph.post({ query: '{ me { id } }', variables: { x: 'x'.repeat(1_000_000) } });
    expect([status, code(body)]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it.each([
    ['malformed JSON', '{"query": ', 'BAD_REQUEST'],
    ['no query', { variables: {} }, 'BAD_REQUEST'],
    ['a batch', [{ query: '{ __typename }' }], 'BAD_REQUEST'],
    ['no GraphQL', { query: '{ me { ' }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ nobody }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'an unknown operation name',
      { query: 'query A { __typename }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'two operations and no name',
      { query: 'query A { a: __typename } query B { b: __typename }' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a variable of the wrong type',
      { query: 'query ($f: Int) { products(first: $f) { totalCount } }', variables: { f: 'x' } },
      'BAD_USER_INPUT',
    ],
    ['too many tokens', { query: `{ ${'a: __typename '.repeat(2_000)} }` }, 'TOO_MANY_TOKENS'],
    ['a subscription', { query: 'subscription { notificationReceived { cursor } }' }, 'BAD_USER_INPUT'],
    [
      'a subscription under a condition',
      { query: 'subscription ($t: Boolean = true) { notificationReceived @skip(if: $t) { cursor } }' },
      'BAD_USER_INPUT',
    ],
    ['too many open brackets', { query: `{ products(search: ${nested(2_000)}) { totalCount } }` }, 'TOO_MANY_BRACKETS'],
    ['an answer named __proto__', { query: '{ __proto__: categories { id } }' }, 'BAD_USER_INPUT'],
    [
      'a persisted query of an unknown kind',
      { query: '{ me { id } }', extensions: { persistedQuery: 7 } },
      'BAD_REQUEST',
    ],
    [
      'the hash of another query',
      { query: '{ me { id } }', extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } },
      'BAD_REQUEST',
    ],
  ])('has %s: 400', async (_what, body, expected) => {
    const failures = linesOf('error').length;
    const answer = await graph.post(body);
    expect([answer.status, code(answer.body)]).toEqual([400, expected]);
    expect(linesOf('error')).toHaveLength(failures);
  });

  it('is not one that only has brackets and names in texts', async () => {
    const query = `query { product(slug: "__proto__ ${'{'.repeat(300)}") { name } }`;
    expect(await graph.ask(query)).toMatchObject({ data: { product: { name: 'Pen' } } });
  });

  it('may come from another site: 400', async () => {
    const response = await get('/graphql?query=%7B__typename%7D');
    expect(response.status).toBe(400);
    const preflighted = await get('/graphql?query=%7B__typename%7D', { 'apollo-require-preflight': 'true' });
    expect(await preflighted.json()).toMatchObject({ data: { __typename: 'Query' } });
  });

  it('is a mutation by GET: 405', async () => {
    const query = encodeURIComponent('mutation { logout { __typename } }');
    expect((await get(`/graphql?query=${query}`, { 'apollo-require-preflight': 'true' })).status).toBe(405);
  });
});

describe('pages', () => {
  it('lead a browser to Apollo Sandbox, with a link to the IDE that needs no internet', async () => {
    const root = await get('/', { accept: 'text/html' });
    expect([root.status, root.headers.get('location')]).toEqual([302, '/graphql']);
    const page = await (await get('/graphql', { accept: 'text/html' })).text();
    expect(page).toContain('embeddable-sandbox');
    expect(page).toContain('href="/ide"');
    expect((await get('/ide')).headers.get('content-type')).toContain('text/html');
  });
});

describe('in production', () => {
  it('the schema is not shown: no introspection, no hints at names', async () => {
    await using production = await startTestGateway({ config: { NODE_ENV: 'production' } });
    const introspection = await production.post({ query: '{ __schema { queryType { name } } }' });
    expect(introspection.status).toBe(400);
    const typo = await production.post({ query: '{ categoriess { slug } }' });
    expect(typo.body.errors[0].message).toBe('Cannot query field "categoriess" on type "Query".');
  });
});

describe('a stop', () => {
  it('in the middle of a slow request gives the answer', async () => {
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    await using own = await startTestGateway({
      subgraphs: {
        products: {
          Query: {
            async categories() {
              asked.resolve();
              await answer.promise;
              return [{ slug: 'late' }];
            },
          },
        },
      },
    });
    const asking = own.ask('{ categories { slug } }');
    await asked.promise;
    const stopping = own.gateway[Symbol.asyncDispose]();
    await eventually('nobody is let in', () =>
      fetch(own.url).then(
        () => false,
        () => true,
      ),
    );
    answer.resolve();
    expect(await asking).toMatchObject({ data: { categories: [{ slug: 'late' }] } });
    await stopping;
  });

  it('frees everything, and readiness before it names the dependencies', async () => {
    await using own = await startTestGateway();
    await eventually('it is ready', async () => {
      const ready = await fetch(`${own.url}/health/ready`);
      expect([ready.status, await ready.json()]).toEqual([
        200,
        {
          status: 'ok',
          checks: { broker: 'ok', keys: 'ok' },
          subgraphs: expect.objectContaining({ users: ['closed'] }),
        },
      ]);
      return true;
    });
    await own.issuer[Symbol.asyncDispose]();
    await eventually('it is not ready', async () => {
      const failing = await fetch(`${own.url}/health/ready`);
      expect([failing.status, await failing.json()]).toMatchObject([
        503,
        { checks: { broker: 'ok', keys: 'failing' } },
      ]);
      return true;
    });
  });
});

it('an answer may take as long as REQUEST_DEADLINE_MS says, and those of websockets too', async () => {
  await using own = await startTestGateway({
    subgraphs: { products: { Query: { categories: () => delay(REQUEST_DEADLINE_MS + 500, [{ slug: 'late' }]) } } },
  });
  await using client = openLiveClient(own.url);
  const query = '{ categories { slug } }';
  const [overHttp, [overWebsocket]] = await Promise.all([own.ask(query), client.run(query).came(1)]);
  for (const { data } of [overHttp, overWebsocket]) expect(data).toEqual({ categories: [{ slug: 'late' }] });
});
