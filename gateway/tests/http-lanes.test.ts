import { randomUUID } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allow, signedIn } from '#platform/subgraph/shield.ts';
import { type Authenticator, createAuthenticator } from '../auth/authenticator.ts';
import { MAX_REQUEST_BYTES } from '../limits/document-limits.ts';
import { fixtureGraph, startFixtureServers } from './http-fixture.ts';
import { startTokenIssuer } from './token-issuer.ts';

const VISA = '4111111111111111';
const ENDED = randomUUID();

interface Sent {
  body: string | Buffer;
  headers?: Record<string, string>;
  method?: string;
  path?: string;
}

interface Got {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends a request as it is, which `fetch` would not. */
function send(url: string, { body, headers = {}, method = 'POST', path = '/graphql' }: Sent): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest(url, {
      path,
      method,
      headers: { 'content-type': 'application/json', 'x-request-id': 'request-1', ...headers },
    });
    sending.on('error', reject).on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() });
      });
    });
    sending.end(body);
  });
}

/** What of an answer clients see. */
const seen = ({ status, headers, text }: Got) => ({
  status,
  text,
  type: headers['content-type'],
  caching: headers['cache-control'],
  challenge: headers['www-authenticate'],
  retry: headers['retry-after'],
  id: headers['x-request-id'],
});

const json = (body: unknown, headers: Record<string, string> = {}): Sent => ({ body: JSON.stringify(body), headers });
const chunked = (body: string): Sent => ({ body, headers: { 'transfer-encoding': 'chunked' } });
const hello = { query: '{ greeting }' };
const sha = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });
const HELLO_HASH = '18f1b3e1a0ee1f7ed4ba4f7a2ba4a6c6d4c4e0a5a8ea1c9cf3f2a3a1a7a8a9a0';
const nested = (depth: number) => `${'{ me '.repeat(depth)}${'}'.repeat(depth)}`;
const withNote = 'query ($note: Note) { greeting(note: $note) }';

let servers: Awaited<ReturnType<typeof startFixtureServers>>;
let issuer: Awaited<ReturnType<typeof startTokenIssuer>>;
const lines: string[] = [];

beforeAll(async () => {
  issuer = await startTokenIssuer();
  const authenticator: Authenticator = createAuthenticator({
    jwksUrl: issuer.jwksUrl,
    issuer: 'agora',
    audience: 'agora',
    revoked: { has: (session) => session === ENDED },
  });
  const rules = {
    Query: { '*': allow, secret: signedIn },
    User: { '*': allow, secret: signedIn },
    Mutation: { '*': allow, forbidden: signedIn },
    Subscription: { '*': allow },
  };
  servers = await startFixtureServers({ authenticator, rules, onLog: (line) => lines.push(line) });
});
afterAll(async () => {
  await servers[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});

describe('the short lane and Apollo Server', () => {
  it.each<[string, Sent]>([
    ['a query', json(hello)],
    ['a query with variables', json({ query: 'query ($n: String) { greeting(name: $n) }', variables: { n: 'Bo' } })],
    ['a query by name', json({ query: 'query A { greeting } query B { me { id } }', operationName: 'B' })],
    ['all members null', json({ ...hello, operationName: null, variables: null, extensions: null })],
    ['members that nobody knows', json({ ...hello, more: 1 })],
    ['a variable that nobody declared', json({ ...hello, variables: { x: [1] } })],
    ['texts beyond ASCII', json({ query: '{ me { name } greeting(name: "Zoë 😀 \\u00e9") }' })],
    ['escapes in the JSON', { body: '{"query":"{ greeting(name: \\"\\u00e9\\") }"}' }],
    ['escaped names in the JSON', { body: '{"\\u0071uery":"{ greeting }"}' }],
    ['blanks in the JSON', { body: ' \n{ "query" : "{ greeting }" }\r\n ' }],
    ['a mark of the byte order', { body: '\uFEFF{"query":"{ greeting }"}' }],
    ['bytes that are no UTF-8', { body: Buffer.from([...Buffer.from('{"query":"{ a'), 0xff, ...Buffer.from('}"}')]) }],
    ['a body in chunks', chunked(JSON.stringify(hello))],
    ['a content type with a charset', json(hello, { 'content-type': 'Application/JSON; charset=UTF-8' })],
    ['another content type', json(hello, { 'content-type': 'text/plain' })],
    ['no content type', json(hello, { 'content-type': '' })],
    ['a mutation', json({ query: 'mutation { rename(name: "Cy") { name } }' })],
    ['a mutation with a denied field', json({ query: 'mutation { rename(name: "Cy") { name } forbidden }' })],
    ['a denied field', json({ query: '{ greeting secret me { id secret } }' })],
    ['nothing but denied fields', json({ query: '{ secret }' })],
    ['an error where null may be', json({ query: '{ nobody { id } }' })],
    ['an error that takes everything', json({ query: '{ greeting broken }' })],
    ['introspection', json({ query: '{ __schema { queryType { name } } }' })],
    ['malformed JSON', { body: '{"query": ' }],
    ['no JSON', { body: 'query' }],
    ['an empty body', { body: '' }],
    ['an empty object', json({})],
    ['null', json(null)],
    ['a text', json('{ greeting }')],
    ['a batch', json([hello])],
    ['an empty batch', json([])],
    ['no query', json({ variables: {} })],
    ['an empty query', json({ query: '' })],
    ['a query of null', json({ query: null })],
    ['a query that is a number', json({ query: 7 })],
    ['a query that is a document', json({ query: { kind: 'Document', definitions: [] } })],
    ['variables that are a text', json({ ...hello, variables: '{}' })],
    ['variables that are a list', json({ ...hello, variables: [] })],
    ['an operation name that is a number', json({ ...hello, operationName: 7 })],
    ['an empty operation name', json({ ...hello, operationName: '' })],
    ['extensions that are a text', json({ ...hello, extensions: '{}' })],
    ['extensions that are a list', json({ ...hello, extensions: [] })],
    ['a name that sets the prototype', { body: '{"query":"{ greeting }","variables":{"__proto__":{"a":1}}}' }],
    ['the same behind an escape', { body: '{"query":"{ greeting }","variables":{"__pr\\u006fto__":{"a":1}}}' }],
    ['a constructor', { body: '{"query":"{ greeting }","variables":{"constructor":{"prototype":{}}}}' }],
    ['no GraphQL', json({ query: '{ me { ' })],
    ['blanks only', json({ query: ' ' })],
    ['an unknown field', json({ query: '{\n  nobodyy\n  greetin }' })],
    ['an unknown variable type', json({ query: 'query ($x: Nope) { greeting }' })],
    ['an unknown operation name', json({ query: 'query A { greeting }', operationName: 'B' })],
    ['two operations and no name', json({ query: 'query A { greeting } query B { greeting }' })],
    ['a fragment only', json({ query: 'fragment A on Query { greeting }' })],
    ['a variable of a wrong type', json({ query: withNote, variables: { note: { text: 1, stars: 'x', star: 1 } } })],
    ['a variable that is missing', json({ query: 'mutation ($n: String!) { rename(name: $n) { id } }' })],
    ['a subscription', json({ query: 'subscription { renamed { id } }' })],
    ['too deep a document', json({ query: nested(300) })],
    ['too many aliases', json({ query: `{ ${Array.from({ length: 101 }, (_, n) => `a${n}: greeting`).join(' ')} }` })],
    ['__proto__ in the document', json({ query: '{ __proto__: greeting }' })],
    ['a card number in the document', json({ query: `{ greeting(name: "${VISA}") }` })],
    ['a card number in a variable', json({ ...hello, variables: { a: { b: `x ${VISA}` } } })],
    ['a card number in the operation name', json({ ...hello, operationName: VISA })],
    ['a hash that nobody knows', json({ extensions: sha('a'.repeat(64)) })],
    ['a hash of another query', json({ ...hello, extensions: sha(HELLO_HASH) })],
    ['a hash of an unknown version', json({ ...hello, extensions: { persistedQuery: { version: 2 } } })],
    ['a hash that is a number', json({ ...hello, extensions: { persistedQuery: 7 } })],
    ['an id that nobody knows', json({ documentId: 'sha256:abc' })],
    ['no token but a scheme', json(hello, { authorization: 'Basic YTpi' })],
    ['no token', json(hello, { authorization: '' })],
    ['a token that is none', json(hello, { authorization: 'Bearer a.b.c' })],
    ['a bad token and a bad request', json({ query: 7 }, { authorization: 'Bearer a.b.c' })],
    ['a bad token and malformed JSON', { body: '{', headers: { authorization: 'Bearer a.b.c' } }],
    ['too long a body', json({ ...hello, variables: { x: 'x'.repeat(MAX_REQUEST_BYTES) } })],
    ['too long a body in chunks', chunked(JSON.stringify({ ...hello, variables: { x: 'x'.repeat(300_000) } }))],
    ['Accept: */*', json(hello, { accept: '*/*' })],
    ['Accept: JSON', json(hello, { accept: 'application/json' })],
    ['Accept: the type of GraphQL', json(hello, { accept: 'application/graphql-response+json' })],
    ['the type of GraphQL and a bad query', json({ query: '{' }, { accept: 'application/graphql-response+json' })],
    [
      'Accept: several, by quality',
      json(hello, { accept: 'application/json;q=0.5, application/graphql-response+json;q=0.9' }),
    ],
    [
      'Accept: several, by order',
      json(hello, { accept: 'application/graphql-response+json, application/json; charset=utf-8' }),
    ],
    ['Accept: parts too', json(hello, { accept: 'multipart/mixed;deferSpec=20220824, application/json' })],
    ['Accept: none of ours', json(hello, { accept: 'text/html' })],
    ['Accept: not JSON', json(hello, { accept: 'application/json;q=0, */*;q=0.1' })],
    ['Accept: something odd', json(hello, { accept: ',;q=,/' })],
    ['Accept: a callback', json(hello, { accept: 'application/json; callbackSpec=1.0' })],
    ['an unknown path', { ...json(hello), path: '/graphqll' }],
    ['another method', { ...json(hello), method: 'PUT' }],
    ['a search in the address', { ...json(hello), path: '/graphql?x=1' }],
  ])('answer %s alike', async (_what, request) => {
    const [short, alone] = [await send(servers.url, request), await send(servers.aloneUrl, request)];
    expect(seen(short)).toEqual(seen(alone));
    expect(short.text + lines.join('')).not.toContain(VISA);
  });

  it.each<[string, Sent]>([
    ['malformed JSON', { body: '{"query": ' }],
    ['a batch', json([hello])],
    ['no query', json({ variables: {} })],
    ['a query that is a number', json({ query: 7 })],
    ['variables that are a text', json({ ...hello, variables: '{}' })],
    ['variables that are a list', json({ ...hello, variables: [] })],
    ['an operation name that is a number', json({ ...hello, operationName: 7 })],
    ['extensions that are a text', json({ ...hello, extensions: '{}' })],
    ['extensions that are a list', json({ ...hello, extensions: [] })],
    ['a name that sets the prototype', { body: '{"query":"{ greeting }","variables":{"__proto__":{"a":1}}}' }],
  ])('refuse %s, with the id of the request', async (_what, request) => {
    const { status, text, headers } = await send(servers.url, request);
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    expect(headers['x-request-id']).toBe('request-1');
  });

  it('answer a signed-in user alike', async () => {
    const token = await issuer.sign({ userId: randomUUID(), sessionId: randomUUID() });
    const request = json({ query: '{ secret me { secret } }' }, { authorization: `Bearer ${token}` });
    const answers = [];
    for (const url of [servers.url, servers.aloneUrl, servers.url]) answers.push(seen(await send(url, request)));
    expect(answers[0]).toMatchObject({ status: 200, text: '{"data":{"secret":"hidden","me":{"secret":"x"}}}\n' });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    const ended = await issuer.sign({ userId: randomUUID(), sessionId: ENDED });
    const late = json(hello, { authorization: `Bearer ${ended}` });
    expect(seen(await send(servers.url, late))).toEqual(seen(await send(servers.aloneUrl, late)));
  });

  it('know each other’s persisted queries', async () => {
    const { createHash } = await import('node:crypto');
    const query = '{ greeting(name: "hash") }';
    const extensions = sha(createHash('sha256').update(query).digest('hex'));
    expect((await send(servers.url, json({ extensions }))).text).toContain('PERSISTED_QUERY_NOT_FOUND');
    expect((await send(servers.url, json({ query, extensions }))).status).toBe(200);
    const answers = [await send(servers.url, json({ extensions })), await send(servers.aloneUrl, json({ extensions }))];
    const path = `/graphql?extensions=${encodeURIComponent(JSON.stringify(extensions))}`;
    answers.push(
      await send(servers.url, { body: '', method: 'GET', path, headers: { 'apollo-require-preflight': '1' } }),
    );
    expect(answers.map(({ text }) => text)).toEqual(Array(3).fill('{"data":{"greeting":"Hello hash"}}\n'));
  });

  it('read an address as one, whatever stands in it', async () => {
    const get = (path: string) =>
      send(servers.url, { body: '', method: 'GET', path, headers: { 'apollo-require-preflight': '1' } });
    const query = encodeURIComponent('query ($n: String) { greeting(name: $n) }');
    const asked = await get(`/graphql?query=${query}&variables=${encodeURIComponent('{"n":"')}who?%22%7D`);
    expect(asked.text).toBe('{"data":{"greeting":"Hello who?"}}\n');
    const document = encodeURIComponent('query A { greeting } mutation B { rename(name: "x") { name } }');
    const mutation = await get(`/graphql#query=${document}&operationName=B&rest=?operationName=A`);
    expect([mutation.status, mutation.text]).toEqual([405, expect.stringContaining('only support query operations')]);
  });

  it('both serve another graph as soon as it has taken the place of the first', async () => {
    await using own = await startFixtureServers();
    const added = json({ query: '{ added greeting }' });
    const search = { ...json(''), method: 'GET', headers: { 'apollo-require-preflight': '1' } };
    const asked = { ...search, body: '', path: '/graphql?query=%7Badded%20greeting%7D' };
    const statuses = async () => [
      (await send(own.url, added)).status,
      (await send(own.aloneUrl, added)).status,
      (await send(own.url, asked)).status,
    ];
    expect(await statuses()).toEqual([400, 400, 400]);
    own.change(fixtureGraph({ sdl: 'extend type Query { added: Int }' }).graph);
    expect(await statuses()).toEqual([200, 200, 200]);
  });

  it('leave the graph after every request', () => {
    expect(servers.inside()).toBe(0);
  });
});
