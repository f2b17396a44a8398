import { openCache } from '#platform/cache/open-cache.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { GatewayConfig } from '../config.ts';
import { loadManifest } from './operation-manifest.ts';
import { createSharedStore } from './operation-store.ts';
import { createPersistedOperations, type PersistedOperations } from './persisted-operations.ts';

/** Persisted operations as they are configured, shared with other gateways where Redis is. @throws ConfigError */
export async function openPersistedOperations(
  config: GatewayConfig,
  logger: Logger,
): Promise<{ readonly persisted: PersistedOperations } & AsyncDisposable> {
  const { PERSISTED_OPERATIONS: mode, PERSISTED_MANIFEST: path, REDIS_URL } = config;
  const manifest = mode === 'safelist' ? await loadManifest(path, 'PERSISTED_MANIFEST') : undefined;
  const cache = mode === 'apq' && REDIS_URL !== undefined ? openCache(config, logger) : undefined;
  const store = cache === undefined ? undefined : createSharedStore(cache, logger);
  return {
    persisted: createPersistedOperations({ mode, store, manifest }),
    async [Symbol.asyncDispose]() {
      await cache?.[Symbol.asyncDispose]();
    },
  };
}
