import { type FSWatcher, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Where a supergraph's text is kept. */
export interface SupergraphSource {
  /** The text; undefined when it has not changed since the last reading. @throws Error when it cannot be had */
  read(): Promise<string | undefined>;
  /** Calls back when a change is likely; it may call too often and may miss some. @returns ends it */
  watch(onHint: () => void): () => void;
}

/** Longest time for a server to give the text, in ms. */
const FETCH_TIMEOUT_MS = 10_000;

/** A file is looked at when its folder has been still for so long, in ms: an editor empties it before it writes. */
const STILL_MS = 50;

function fileSource(path: string): SupergraphSource {
  return {
    read: () => readFile(path, 'utf8'),
    watch(onHint) {
      let timer: NodeJS.Timeout | undefined;
      let watcher: FSWatcher | undefined;
      try {
        // The folder, not the file: editors put another file into its place, Kubernetes another link beside it.
        watcher = watch(dirname(path), { persistent: false }, () => {
          clearTimeout(timer);
          timer = setTimeout(onHint, STILL_MS);
        });
        watcher.on('error', () => {});
      } catch {
        // Some file systems and full systems watch nothing; the file is read every few seconds anyway.
      }
      return () => {
        clearTimeout(timer);
        watcher?.close();
      };
    },
  };
}

function urlSource(url: string): SupergraphSource {
  let etag: string | null = null;
  return {
    async read() {
      const response = await fetch(url, {
        headers: {
          accept: 'application/graphql, text/plain, */*',
          ...(etag === null ? {} : { 'if-none-match': etag }),
        },
        signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
      });
      if (response.status === 304) return undefined;
      if (!response.ok) {
        await response.body?.cancel();
        throw new Error(`its server answered with status ${response.status}`);
      }
      const text = await response.text();
      etag = response.headers.get('etag');
      return text;
    },
    watch: () => () => {},
  };
}

export const isHttpAddress = (location: string): boolean => /^https?:\/\//.test(location);

/** @param location a file's path or an address, http(s) */
export const supergraphSource = (location: string): SupergraphSource =>
  isHttpAddress(location) ? urlSource(location) : fileSource(location);
