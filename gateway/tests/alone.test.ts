import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { ALL_BOOKS, BY_AUTHOR, startForeignGraph } from './foreign-graph.ts';
import { type StartedProgram, startProgram } from './started-program.ts';
import { PATIENT } from './test-gateway.ts';

const resources = new AsyncDisposableStack();
let graph: Awaited<ReturnType<typeof startForeignGraph>>;
let folder: string;
let SUPERGRAPH_PATH: string;

beforeAll(async () => {
  graph = resources.use(await startForeignGraph());
  folder = await mkdtemp(join(tmpdir(), 'agora-alone-'));
  resources.defer(() => rm(folder, { recursive: true }));
  SUPERGRAPH_PATH = join(folder, 'books.graphql');
  await writeFile(SUPERGRAPH_PATH, graph.compose(true));
});
afterAll(() => resources.disposeAsync());

const SHIELD = new URL('../../platform/subgraph/shield.ts', import.meta.url).href;

const start = (env: Record<string, string>) =>
  resources.use(startProgram('gateway/main.ts', { SUPERGRAPH_PATH, PORT: '0', ...PATIENT, ...env }));

async function ask(url: string, query: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data?: unknown; errors?: { message: string; extensions: unknown }[] };
}

describe('the gateway alone, with SUPERGRAPH_PATH and PORT', () => {
  let program: StartedProgram;
  let url: string;

  beforeAll(async () => {
    program = start({});
    url = await program.url();
    await eventually('it is ready', async () => (await fetch(`${url}/health/ready`)).ok);
  });

  it('answers over the subgraphs that are composed in, whoever asks', async () => {
    expect((await ask(url, BY_AUTHOR)).data).toEqual(ALL_BOOKS);
    expect((await ask(url, BY_AUTHOR, { authorization: 'Basic somebody' })).data).toEqual(ALL_BOOKS);
  });

  it('limits what one may ask for nevertheless', async () => {
    const query = `{ ${Array.from({ length: 60 }, (_, index) => `f${index}: late`)} }`;
    const { errors = [] } = await ask(url, query);
    expect(errors[0]?.extensions).toMatchObject({ code: expect.stringMatching(/^TOO_MANY_/) });
  });

  it('says in one line what is off and what switches it on', () => {
    const lines = program
      .output()
      .split('\n')
      .filter((line) => line.includes('"level":"warn"'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(
      'AUTH (USERS_JWKS_URL), PERMISSIONS (PERMISSIONS_PATH), SIGNING (GATEWAY_SIGNING_SECRET)',
    );
  });

  it('is ready with a subgraph away, and tells of it', async () => {
    const ready = await (await fetch(`${url}/health/ready`)).json();
    expect(ready).toEqual({ status: 'ok', checks: {}, subgraphs: { authors: ['closed'], books: ['closed'] } });
  });

  it('ends in order', async () => {
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(program.output()).toContain('gateway has stopped');
  });
});

describe('in production', () => {
  const PRODUCTION = { NODE_ENV: 'production' };

  it('nothing is off in silence', async () => {
    const refused = start(PRODUCTION);
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toMatch(/^USERS_JWKS_URL is missing: if it is meant that .*, say AUTH=off/);
    expect(refused.output()).toMatch(/\nPERMISSIONS_PATH is missing: .*, say PERMISSIONS=off/);
    expect(refused.output()).toMatch(/\nGATEWAY_SIGNING_SECRET is missing: .*, say SIGNING=off/);
  });

  it('everything can be off when that is said, in several processes too', async () => {
    const program = start({
      ...PRODUCTION,
      AUTH: 'off',
      PERMISSIONS: 'off',
      SIGNING: 'off',
      LIMITS: 'off',
      GATEWAY_WORKERS: '2',
    });
    const url = await program.url();
    const query = `{ ${Array.from({ length: 60 }, (_, index) => `f${index}: __typename`)} }`;
    expect((await ask(url, query)).errors).toBeUndefined();
    expect(program.output()).not.toContain('"level":"warn"');
    expect((await ask(url, '{ __schema { queryType { name } } }')).data).toBeUndefined();
  });
});

describe('its own rules', () => {
  it('are those of PERMISSIONS_PATH', async () => {
    const PERMISSIONS_PATH = join(folder, 'rules.ts');
    await writeFile(
      PERMISSIONS_PATH,
      `import { allow, signedIn } from '${SHIELD}';
       export const rules = { Query: { authors: allow }, Author: { '*': allow }, Book: { title: allow, pages: signedIn } };`,
    );
    const program = start({ PERMISSIONS_PATH });
    const { data, errors } = await ask(await program.url(), '{ late authors { name books { title } } }');
    expect(data).toEqual({ late: null, ...ALL_BOOKS });
    expect(errors).toMatchObject([{ path: ['late'], extensions: { code: 'FORBIDDEN' } }]);
  });

  it.each([
    [
      'are refused when they name what the graph has not',
      `import { allow } from '${SHIELD}'; export const rules = { Query: { nothing: allow } };`,
      /nothing/,
    ],
    ['are needed in the module', 'export const rule = {};', /PERMISSIONS_PATH is wrong: the module exports no `rules`/],
  ])('%s', async (_what, text, sentence) => {
    const PERMISSIONS_PATH = join(folder, 'wrong-rules.ts');
    await writeFile(PERMISSIONS_PATH, text);
    const refused = start({ PERMISSIONS_PATH });
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toMatch(sentence);
  });
});
