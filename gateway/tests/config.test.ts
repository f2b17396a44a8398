import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigError } from '#platform/config/parse-config.ts';
import { readGatewayConfig } from '../config.ts';
import { createGateway } from '../service.ts';
import { startForeignGraph } from './foreign-graph.ts';

const NEEDED = { NODE_ENV: 'production', GATEWAY_SIGNING_SECRET: 'a secret of at least 32 characters' };

describe('the configuration', () => {
  it('has a default for everything but the broker', () => {
    const config = readGatewayConfig({});
    expect(config).toMatchObject({
      PORT: 4000,
      USERS_JWKS_URL: 'http://localhost:4001/.well-known/jwks.json',
      GATEWAY_WORKERS: 1,
      SUPERGRAPH_POLL_SECONDS: 5,
      PERSISTED_OPERATIONS: 'apq',
    });
    expect(config.SUPERGRAPH_PATH).toMatch(/\/schema\/supergraph\.graphql$/);
    expect(config.subgraphUrls).toEqual({});
  });

  it('takes endpoints of subgraphs, several of one as well', () => {
    const config = readGatewayConfig({
      SUBGRAPH_URL_USERS: 'http://users:4001/graphql',
      SUBGRAPH_URL_ORDERS: '',
      SUBGRAPH_URL_SEARCH: 'http://a/graphql, http://b/graphql',
    });
    expect(config.subgraphUrls).toEqual({
      USERS: ['http://users:4001/graphql'],
      SEARCH: ['http://a/graphql', 'http://b/graphql'],
    });
  });

  it('takes limits and traffic, for all subgraphs and for one', () => {
    const { limits, traffic } = readGatewayConfig({
      LIMIT_DEPTH: '7',
      SUBGRAPH_RETRIES: '0',
      SUBGRAPH_RETRIES_USERS: '2',
    });
    expect(limits.document.depth).toBe(7);
    expect([traffic.of('orders').retries, traffic.of('users').retries]).toEqual([0, 2]);
  });

  it.each([
    [{ SUBGRAPH_URL_USERS: 'users' }, 'SUBGRAPH_URL_USERS is wrong: expected an address, http://host:port/path.'],
    [{ SUBGRAPH_URL_USERS: 'http://a,b' }, 'SUBGRAPH_URL_USERS is wrong: expected an address, http://host:port/path.'],
    [{ PORT: '70000' }, /^PORT is wrong/],
    [{ GATEWAY_WORKERS: '0' }, /^GATEWAY_WORKERS is wrong/],
    [{ AMQP_URL: 'http://x' }, /^AMQP_URL is wrong/],
    [{ AUTH: 'no' }, 'AUTH is wrong: expected on or off.'],
    [{ PERSISTED_OPERATIONS: 'on' }, 'PERSISTED_OPERATIONS is wrong: expected off, apq or safelist.'],
    [{ NODE_ENV: 'production' }, /^GATEWAY_SIGNING_SECRET/],
  ])('is refused with a sentence: %j', (env, sentence) => {
    expect(() => readGatewayConfig(env)).toThrow(sentence);
    expect(() => readGatewayConfig(env)).toThrow(ConfigError);
  });

  it('needs a broker', async () => {
    await expect(createGateway({ ...readGatewayConfig({ PORT: '0' }), LOG_LEVEL: 'silent' })).rejects.toThrow(
      /^AMQP_URL is missing/,
    );
  });
});

describe('what protects the graph', () => {
  const all = { auth: true, permissions: true, signing: true, limits: true, assumedOff: [] };

  it('is on over the own supergraph, however its file is named', () => {
    expect(readGatewayConfig({}).protections).toEqual(all);
    const { SUPERGRAPH_PATH } = readGatewayConfig({});
    for (const path of [SUPERGRAPH_PATH, relative(process.cwd(), SUPERGRAPH_PATH)]) {
      expect(readGatewayConfig({ ...NEEDED, SUPERGRAPH_PATH: path }).protections).toEqual(all);
    }
  });

  it('is off over another supergraph, but for limits, as long as nothing is given for it', () => {
    const config = readGatewayConfig({ SUPERGRAPH_PATH: 'x.graphql' });
    expect(config.GATEWAY_SIGNING_SECRET).toBeUndefined();
    expect(config.protections).toEqual({
      auth: false,
      permissions: false,
      signing: false,
      limits: true,
      assumedOff: ['AUTH (USERS_JWKS_URL)', 'PERMISSIONS (PERMISSIONS_PATH)', 'SIGNING (GATEWAY_SIGNING_SECRET)'],
    });
  });

  it.each([
    ['USERS_JWKS_URL', 'http://keys/jwks.json', 'auth'],
    ['PERMISSIONS_PATH', 'rules.ts', 'permissions'],
    ['GATEWAY_SIGNING_SECRET', 'a secret of at least 32 characters', 'signing'],
    ['AUTH', 'on', 'auth'],
    ['PERMISSIONS', 'on', 'permissions'],
    ['SIGNING', 'on', 'signing'],
  ] as const)('is switched on there by %s', (variable, value, name) => {
    const { protections } = readGatewayConfig({ SUPERGRAPH_PATH: 'http://registry/x', [variable]: value });
    expect(protections[name]).toBe(true);
    expect(protections.assumedOff).toHaveLength(2);
  });

  it('can be off, each by its name', () => {
    const off = { AUTH: 'off', PERMISSIONS: 'off', SIGNING: 'off', LIMITS: 'off' };
    const { protections, limits, GATEWAY_SIGNING_SECRET } = readGatewayConfig({ NODE_ENV: 'production', ...off });
    expect(protections).toEqual({ auth: false, permissions: false, signing: false, limits: false, assumedOff: [] });
    expect(GATEWAY_SIGNING_SECRET).toBeUndefined();
    expect(limits.document.depth).toBe(Number.POSITIVE_INFINITY);
    expect(limits.bucket).toBeUndefined();
  });

  it.each([
    ['AUTH', 'USERS_JWKS_URL'],
    ['PERMISSIONS', 'PERMISSIONS_PATH'],
    ['SIGNING', 'GATEWAY_SIGNING_SECRET'],
  ])('is not off in silence in production: %s', (name, variable) => {
    const env = { NODE_ENV: 'production', SUPERGRAPH_PATH: 'x', AUTH: 'off', PERMISSIONS: 'off', SIGNING: 'off' };
    expect(() => readGatewayConfig({ ...env, [name]: '' })).toThrow(`${variable} is missing`);
    expect(() => readGatewayConfig({ ...env, [name]: '' })).toThrow(`say ${name}=off`);
    expect(() => readGatewayConfig(env)).not.toThrow();
  });

  it('has no known secret in production', () => {
    const env = { NODE_ENV: 'production', SUPERGRAPH_PATH: 'x', AUTH: 'off', PERMISSIONS: 'off', SIGNING: 'on' };
    expect(() => readGatewayConfig(env)).toThrow(/^GATEWAY_SIGNING_SECRET is missing/);
  });
});

describe('a supergraph', () => {
  const resources = new AsyncDisposableStack();
  let file: string;
  let sdl: string;

  beforeAll(async () => {
    sdl = resources.use(await startForeignGraph()).compose(true);
    const folder = await mkdtemp(join(tmpdir(), 'agora-config-'));
    resources.defer(() => rm(folder, { recursive: true }));
    file = join(folder, 'supergraph.graphql');
  });
  afterAll(() => resources.disposeAsync());

  const start = (env: Record<string, string> = {}) =>
    createGateway(readGatewayConfig({ SUPERGRAPH_PATH: file, PORT: '0', LOG_LEVEL: 'silent', ...env }));

  it.each([
    ['a file', undefined, /^SUPERGRAPH_PATH is wrong: ENOENT/],
    ['GraphQL', 'type {', /^SUPERGRAPH_PATH is wrong: it is no GraphQL schema \(Syntax Error/],
    ['composed', 'type Query { a: Int }', /^SUPERGRAPH_PATH is wrong: .* names no subgraph/],
  ])('must be %s', async (_what, text, sentence) => {
    if (text !== undefined) await writeFile(file, text);
    await expect(start()).rejects.toThrow(sentence);
  });

  it('must have an address of each subgraph, or be given one', async () => {
    await writeFile(file, sdl.replaceAll(/url: "http:[^"]+"/g, 'url: ""'));
    await expect(start()).rejects.toThrow(/^SUBGRAPH_URL_AUTHORS is missing/);
    const url = 'http://127.0.0.1:9/graphql';
    await using gateway = await start({ SUBGRAPH_URL_AUTHORS: url, SUBGRAPH_URL_BOOKS: url });
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  });

  it('must have the types that the rules name', async () => {
    await writeFile(file, sdl);
    await expect(start({ PERMISSIONS: 'on' })).rejects.toThrow(/rules to .*Product/);
  });

  it('is open to the operations of a manifest alone when that is wanted', async () => {
    await writeFile(file, sdl);
    const manifest = join(dirname(file), 'manifest.json');
    const operation = { id: 'a'.repeat(64), name: 'Type', type: 'query', body: 'query Type { __typename }' };
    const text = { format: 'apollo-persisted-query-manifest', version: 1, operations: [operation] };
    await writeFile(manifest, JSON.stringify(text));
    const safelist = { PERSISTED_OPERATIONS: 'safelist', PERSISTED_MANIFEST: manifest };
    await using gateway = await start(safelist);
    const ask = async (query: string) => {
      const body = JSON.stringify({ query });
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body })).json();
    };
    expect(await ask(operation.body)).toMatchObject({ data: { __typename: 'Query' } });
    expect(await ask('{ __typename }')).not.toHaveProperty('data');
    await expect(start({ ...safelist, PERSISTED_MANIFEST: '/nowhere' })).rejects.toThrow(
      /^PERSISTED_MANIFEST is wrong/,
    );
  });

  it('needs a broker only where events feed it', async () => {
    const feed = 'directive @feed(event: String!, owner: String!) on FIELD_DEFINITION';
    const fed = 'type Subscription @join__type(graph: BOOKS) { written: String @feed(event: "x", owner: "y") }';
    const schema = sdl.replace('query: Query\n', 'query: Query\n  subscription: Subscription\n');
    await writeFile(file, `${schema}\n${feed}\n${fed}`);
    await expect(start()).rejects.toThrow(/^AMQP_URL is missing/);
  });
});
