import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { GraphQLError, parse, print } from 'graphql';
import type { Cache } from '#platform/cache/cache.ts';
import { createMemoryCache } from '#platform/cache/memory-cache.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { loadManifest } from '../persisted/operation-manifest.ts';
import { createMemoryStore, createSharedStore, sha256 } from '../persisted/operation-store.ts';
import { persistedStatus } from '../persisted/persisted-errors.ts';
import { createPersistedOperations } from '../persisted/persisted-operations.ts';

const logger = createLogger('test', 'silent');
const TEXT = '{ categories { id } }';

const hashed = (sha256Hash: unknown, version: unknown = 1) => ({ persistedQuery: { version, sha256Hash } });
const byHash = { extensions: hashed(sha256(TEXT)) };
const withHash = { query: TEXT, ...byHash };

/** What is answered instead of a document: status, code and message. */
function refusalIn(found: unknown) {
  if (!(found instanceof GraphQLError)) throw new Error(`not refused: ${String(found)}`);
  return [persistedStatus(found), found.extensions['code'], found.message];
}

const NOT_FOUND = [200, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound'];
const NOT_SUPPORTED = [200, 'PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported'];
const NOTHING = [
  400,
  'BAD_REQUEST',
  'GraphQL operations must contain a non-empty `query` or a `persistedQuery` extension.',
];

describe('without persisted operations', () => {
  const { resolve } = createPersistedOperations({ mode: 'off' });

  it('a document is run, a hash is told to be of no use', () => {
    expect(resolve({ query: TEXT })).toBe(TEXT);
    expect(resolve({ query: TEXT, extensions: { other: 1 } })).toBe(TEXT);
    expect(refusalIn(resolve(byHash))).toEqual(NOT_SUPPORTED);
    expect(refusalIn(resolve(withHash))).toEqual(NOT_SUPPORTED);
  });

  it.each([{}, { query: '' }, { query: 5 }, { query: null, extensions: null }])('%j runs nothing', (request) => {
    expect(refusalIn(resolve(request))).toEqual(NOTHING);
  });
});

describe('automatic persisted operations', () => {
  it('a hash suffices once its document has turned out valid', () => {
    const persisted = createPersistedOperations({ mode: 'apq' });
    expect(refusalIn(persisted.resolve(byHash))).toEqual(NOT_FOUND);
    expect(persisted.resolve(withHash)).toBe(TEXT);
    expect(refusalIn(persisted.resolve(byHash))).toEqual(NOT_FOUND);
    persisted.register(withHash, TEXT);
    expect(persisted.resolve(byHash)).toBe(TEXT);
  });

  it('a document without a hash is run and not kept', () => {
    const persisted = createPersistedOperations({ mode: 'apq' });
    expect(persisted.resolve({ query: TEXT })).toBe(TEXT);
    persisted.register({ query: TEXT }, TEXT);
    expect(refusalIn(persisted.resolve(byHash))).toEqual(NOT_FOUND);
    expect(refusalIn(persisted.resolve({}))).toEqual(NOTHING);
  });

  it('a document that has another hash is refused', () => {
    const { resolve } = createPersistedOperations({ mode: 'apq' });
    const other = { query: `${TEXT} `, ...byHash };
    expect(refusalIn(resolve(other))).toEqual([400, 'BAD_REQUEST', 'provided sha does not match query']);
  });

  it.each([
    ['another version', hashed(sha256(TEXT), 2), 'Unsupported persisted query version'],
    ['upper case', hashed(sha256(TEXT).toUpperCase()), /^persistedQuery\.sha256Hash is a SHA-256/],
    ['no hash', hashed(undefined), /^persistedQuery\.sha256Hash is a SHA-256/],
    ['no object', { persistedQuery: 'a' }, 'Unsupported persisted query version'],
  ])('a malformed extension is refused: %s', (_what, extensions, message) => {
    const { resolve } = createPersistedOperations({ mode: 'apq' });
    expect(refusalIn(resolve({ query: TEXT, extensions }))).toEqual([
      400,
      'BAD_REQUEST',
      expect.stringMatching(message),
    ]);
  });

  it('the store is bounded in bytes: documents used least recently make room', () => {
    const texts = [1, 2, 3].map((number) => `{ a${number}(b: "${'x'.repeat(1_000)}") }`);
    const store = createMemoryStore(2 * 2_500);
    const persisted = createPersistedOperations({ mode: 'apq', store });
    for (const query of texts) persisted.register({ query, extensions: hashed(sha256(query)) }, query);
    const found = texts.map((text) => typeof persisted.resolve({ extensions: hashed(sha256(text)) }));
    expect(found).toEqual(['object', 'string', 'string']);
  });

  it('are shared through a cache; what was used once is at hand', async () => {
    await using cache = createMemoryCache();
    const gateway = () => createPersistedOperations({ mode: 'apq', store: createSharedStore(cache, logger) });
    const [one, two] = [gateway(), gateway()];
    expect(refusalIn(await two.resolve(byHash))).toEqual(NOT_FOUND);
    one.register(withHash, TEXT);
    await eventually('the document is shared', async () => (await two.resolve(byHash)) === TEXT);
    expect(two.resolve(byHash)).toBe(TEXT);
  });

  it('what was changed in the cache is not run', async () => {
    await using cache = createMemoryCache();
    await cache.set(`apq:${sha256(TEXT)}`, 'mutation { logout { __typename } }', 60_000);
    const { resolve } = createPersistedOperations({ mode: 'apq', store: createSharedStore(cache, logger) });
    expect(refusalIn(await resolve(byHash))).toEqual(NOT_FOUND);
  });

  it('are sent again by clients while the cache is away', async () => {
    const away = () => Promise.reject(new Error('away'));
    const cache = { get: away, set: away } as unknown as Cache;
    const persisted = createPersistedOperations({ mode: 'apq', store: createSharedStore(cache, logger) });
    expect(refusalIn(await persisted.resolve(byHash))).toEqual(NOT_FOUND);
    persisted.register(withHash, TEXT);
    expect(persisted.resolve(byHash)).toBe(TEXT);
  });
});

describe('a safelist', () => {
  const folder = new URL('../../schema/operations/', import.meta.url);
  const manifestPath = fileURLToPath(new URL('manifest.json', folder));
  const safelist = async () =>
    createPersistedOperations({ mode: 'safelist', manifest: await loadManifest(manifestPath, 'SAFELIST_PATH') });
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));

  it.each(files)('takes %s as it is written, as it is printed and by its id', async (name) => {
    const { resolve } = await safelist();
    const text = readFileSync(new URL(name, folder), 'utf8');
    const body = print(parse(text));
    const id = sha256(body);
    expect(resolve({ query: text })).toBe(body);
    expect(resolve({ query: text })).toBe(body);
    expect(resolve({ query: body })).toBe(body);
    expect(resolve({ extensions: hashed(id) })).toBe(body);
    expect(resolve({ documentId: `sha256:${id}` })).toBe(body);
    expect(resolve({ id })).toBe(body);
    expect(resolve({ query: body, extensions: hashed(id) })).toBe(body);
  });

  it('takes nothing else', async () => {
    const persisted = await safelist();
    const notListed = [
      403,
      'QUERY_NOT_IN_SAFELIST',
      'The operation body was not found in the persisted query safelist.',
    ];
    const [listed] = files.map((name) => readFileSync(new URL(name, folder), 'utf8'));
    for (const query of [
      TEXT,
      `${listed} query B { categories { id } }`,
      '{',
      '"',
      `#${'x'.repeat(90_000)}\n${listed}`,
    ]) {
      expect(refusalIn(persisted.resolve({ query }))).toEqual(notListed);
    }
    persisted.register(withHash, TEXT);
    const unknown = [404, 'PERSISTED_QUERY_NOT_IN_LIST', 'The persisted query id is not in the persisted query list.'];
    expect(refusalIn(persisted.resolve(byHash))).toEqual(unknown);
    expect(refusalIn(persisted.resolve({ id: 'constructor' }))).toEqual(unknown);
    expect(refusalIn(persisted.resolve({ extensions: hashed('a') }))[0]).toBe(400);
    expect(refusalIn(persisted.resolve({}))).toEqual(NOTHING);
  });

  it('needs a manifest that is one', async () => {
    expect(() => createPersistedOperations({ mode: 'safelist' })).toThrow('a safelist needs a manifest');
    const wrong = fileURLToPath(new URL('../../package.json', import.meta.url));
    await expect(loadManifest(wrong, 'SAFELIST_PATH')).rejects.toThrow(/^SAFELIST_PATH is wrong: .*format/s);
    await expect(loadManifest('/nowhere', 'SAFELIST_PATH')).rejects.toThrow(/^SAFELIST_PATH is wrong: ENOENT/);
  });
});
