import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError } from '#platform/config/parse-config.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { watchSupergraph } from '../supergraph/watch-supergraph.ts';

const logger = createLogger('test', 'silent');

/** So long that what is found was not found by looking again. */
const NEVER_AGAIN = 3_600;

let resources: AsyncDisposableStack;
let folder: string;
let file: string;

beforeEach(async () => {
  resources = new AsyncDisposableStack();
  folder = await mkdtemp(join(tmpdir(), 'agora-supergraph-'));
  resources.defer(() => rm(folder, { recursive: true }));
  file = join(folder, 'supergraph.graphql');
});

afterEach(() => resources.disposeAsync());

/** The texts that came after the first one. */
async function follow(location: string, pollSeconds: number) {
  const watched = await watchSupergraph({ location, pollSeconds, logger });
  const texts: string[] = [];
  resources.use(watched.follow((sdl) => texts.push(sdl)));
  return { first: watched.sdl, texts, last: (sdl: string) => eventually(sdl, () => texts.at(-1) === sdl) };
}

describe('a supergraph in a file', () => {
  it('is seen to change at once when it is written to', async () => {
    await writeFile(file, 'a');
    const { first, texts, last } = await follow(file, NEVER_AGAIN);
    await writeFile(file, 'b');
    await last('b');
    expect([first, ...texts]).toEqual(['a', 'b']);
  });

  it('is seen to change when another file takes its place, again and again', async () => {
    await writeFile(file, 'a');
    const { last } = await follow(file, NEVER_AGAIN);
    for (const sdl of ['b', 'c', 'd']) {
      await writeFile(`${file}.new`, sdl);
      await rename(`${file}.new`, file);
      await last(sdl);
    }
  });

  it('is seen to change when a link beside it is turned, as Kubernetes does it', async () => {
    for (const sdl of ['a', 'b']) {
      await mkdir(join(folder, `..${sdl}`));
      await writeFile(join(folder, `..${sdl}`, 'supergraph.graphql'), sdl);
      await symlink(`..${sdl}`, join(folder, `..link-${sdl}`));
    }
    await rename(join(folder, '..link-a'), join(folder, '..data'));
    await symlink('..data/supergraph.graphql', file);
    const { first, last } = await follow(file, NEVER_AGAIN);
    expect(first).toBe('a');
    await rename(join(folder, '..link-b'), join(folder, '..data'));
    await last('b');
  });

  it('is seen to change by looking again, where nothing tells of it', async () => {
    // The folder that is watched stays as it is.
    const elsewhere = join(folder, 'elsewhere');
    const watched = join(folder, 'watched');
    await Promise.all([mkdir(elsewhere), mkdir(watched)]);
    await writeFile(join(elsewhere, 'supergraph.graphql'), 'a');
    await symlink(join(elsewhere, 'supergraph.graphql'), join(watched, 'supergraph.graphql'));
    const { last } = await follow(join(watched, 'supergraph.graphql'), 0.05);
    await writeFile(join(elsewhere, 'supergraph.graphql'), 'b');
    await last('b');
  });

  it('may be away for a while', async () => {
    await writeFile(file, 'a');
    const { texts, last } = await follow(file, 0.05);
    await rm(file);
    await writeFile(`${file}.new`, 'b');
    await rename(`${file}.new`, file);
    await last('b');
    expect(texts).toEqual(['b']);
  });

  it('is not taken while it is empty: an editor empties a file before it writes', async () => {
    await writeFile(file, 'a');
    const { texts, last } = await follow(file, 0.05);
    await writeFile(file, '');
    await writeFile(file, 'b');
    await last('b');
    expect(texts).toEqual(['b']);
  });

  it('is needed at the start', async () => {
    const reading = watchSupergraph({ location: '/nowhere/supergraph.graphql', pollSeconds: 1, logger });
    await expect(reading).rejects.toThrow(ConfigError);
    await expect(reading).rejects.toThrow(/^SUPERGRAPH_PATH is wrong: ENOENT/);
  });
});

describe('a supergraph at an address', () => {
  /** Serves one text, with an ETag, and counts. */
  async function startRegistry() {
    const state = { text: 'a', status: 200, full: 0, unchanged: 0 };
    const server = createServer(({ headers }, response) => {
      const etag = `"${state.text}"`;
      const isKnown = state.status === 200 && headers['if-none-match'] === etag;
      if (isKnown) state.unchanged += 1;
      else state.full += 1;
      response.writeHead(isKnown ? 304 : state.status, { etag }).end(isKnown ? undefined : state.text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    async function stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    resources.defer(stop);
    return { state, url: `http://127.0.0.1:${port}/supergraph`, stop };
  }

  it('is asked for again and again, and sent only when it has changed', async () => {
    const { state, url } = await startRegistry();
    const { first, last } = await follow(url, 0.02);
    expect(first).toBe('a');
    await eventually('it was asked for again', () => state.unchanged > 2);
    expect(state.full).toBe(1);
    state.text = 'b';
    await last('b');
    expect(state.full).toBe(2);
  });

  it('is asked for again after its server failed', async () => {
    const { state, url } = await startRegistry();
    const { texts, last } = await follow(url, 0.02);
    state.status = 500;
    state.text = 'an error page';
    await eventually('it failed', () => state.full > 2);
    state.status = 200;
    state.text = 'b';
    await last('b');
    expect(texts).toEqual(['b']);
  });

  it.each([
    ['answers with an error', 500, /^SUPERGRAPH_PATH is wrong: its server answered with status 500/],
    ['is not there', undefined, /^SUPERGRAPH_PATH is wrong: fetch failed: .*ECONNREFUSED/],
  ])('is needed at the start: its server %s', async (_how, status, sentence) => {
    const { state, url, stop } = await startRegistry();
    if (status === undefined) await stop();
    else state.status = status;
    await expect(watchSupergraph({ location: url, pollSeconds: 1, logger })).rejects.toThrow(sentence);
  });
});
