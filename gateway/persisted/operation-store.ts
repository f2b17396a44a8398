import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Cache } from '#platform/cache/cache.ts';
import type { Logger } from '#platform/logging/create-logger.ts';

/** Documents by their SHA-256. */
export interface OperationStore {
  /** Gives a promise only when the document is not at hand. It does not reject. */
  get(hash: string): string | undefined | Promise<string | undefined>;
  set(hash: string, text: string): void;
  /** Whether `get` would give it at once. */
  has(hash: string): boolean;
}

/** All documents together, in bytes. */
const MAX_BYTES = 32 * 1024 * 1024;

/** What an entry takes besides its text, about: hash, links. */
const ENTRY_BYTES = 300;

/** How long a shared document is kept, in ms: it is set again by the first client that is told that it is gone. */
const SHARED_TTL_MS = 24 * 60 * 60 * 1000;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Keeps documents in this process; those used least recently make room. */
export function createMemoryStore(maxBytes = MAX_BYTES): OperationStore {
  const texts = new LRUCache<string, string>({
    maxSize: maxBytes,
    sizeCalculation: (text) => text.length * 2 + ENTRY_BYTES,
  });
  return {
    get: (hash) => texts.get(hash),
    set: (hash, text) => {
      texts.set(hash, text);
    },
    has: (hash) => texts.has(hash),
  };
}

/**
 * Shares documents between gateways: what one was sent, all know. Each keeps what it has used. While the cache is away a
 * document that is not at hand is not found, and the client sends it.
 */
export function createSharedStore(cache: Cache, logger: Logger, memory = createMemoryStore()): OperationStore {
  async function find(hash: string): Promise<string | undefined> {
    try {
      const text = await cache.get(`apq:${hash}`);
      // Whoever can write to the cache shall not be able to change what clients run.
      if (text === undefined || sha256(text) !== hash) return undefined;
      memory.set(hash, text);
      return text;
    } catch (error) {
      logger.warn({ err: error }, 'a persisted operation could not be looked up');
      return undefined;
    }
  }

  return {
    get: (hash) => memory.get(hash) ?? find(hash),
    has: (hash) => memory.has(hash),
    set(hash, text) {
      memory.set(hash, text);
      cache.set(`apq:${hash}`, text, SHARED_TTL_MS).catch((error: unknown) => {
        logger.warn({ err: error }, 'a persisted operation could not be shared');
      });
    },
  };
}
