import { ConfigError } from '#platform/config/parse-config.ts';
import { startWorker } from '#platform/lifecycle/worker.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import { supergraphSource } from './supergraph-source.ts';

/** A supergraph's text, and its changes. */
export interface WatchedSupergraph {
  /** As it was at the start. */
  readonly sdl: string;
  /** Calls back with every other text that comes to stand there. Disposing it ends that. */
  follow(onChange: (sdl: string) => void): AsyncDisposable;
}

export interface WatchOptions {
  /** A file's path or an address, http(s). */
  location: string;
  /** Time between two looks, in s: what is found by nothing else. 0 never looks again. */
  pollSeconds: number;
  logger: Logger;
}

const idle: AsyncDisposable = { async [Symbol.asyncDispose]() {} };

/** Reads a supergraph's text for the first time. @throws ConfigError when it cannot be had */
export async function watchSupergraph({ location, pollSeconds, logger }: WatchOptions): Promise<WatchedSupergraph> {
  const source = supergraphSource(location);

  async function read(): Promise<string | undefined> {
    const text = await source.read();
    // Somebody is about to write to it.
    if (text === '') throw new Error('it is empty');
    return text;
  }

  const sdl = await read().catch((error: Error) => {
    const { message = '' } = (error.cause ?? {}) as { message?: string };
    throw new ConfigError(`SUPERGRAPH_PATH is wrong: ${error.message}${message === '' ? '' : `: ${message}`}.`);
  });
  if (sdl === undefined)
    throw new ConfigError('SUPERGRAPH_PATH is wrong: its server answered that it has not changed.');

  return {
    sdl,
    follow(onChange) {
      if (pollSeconds === 0) return idle;
      let last = sdl;
      const worker = startWorker({
        name: 'reading the supergraph',
        logger,
        sweepMs: pollSeconds * 1_000,
        async work() {
          const text = await read();
          if (text !== undefined && text !== last) {
            last = text;
            onChange(text);
          }
          return false;
        },
      });
      const unwatch = source.watch(() => worker.wake());
      return {
        async [Symbol.asyncDispose]() {
          unwatch();
          await worker[Symbol.asyncDispose]();
        },
      };
    },
  };
}
