import { ConfigError } from '#platform/config/parse-config.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Cache } from './cache.ts';
import { createRedisCache } from './redis-cache.ts';

/** The cache of a service that runs as a process of its own. @throws ConfigError when none is named */
export function openCache(
  { REDIS_URL, NAMESPACE }: { REDIS_URL?: string | undefined; NAMESPACE: string },
  logger: Logger,
): Cache {
  if (REDIS_URL === undefined) {
    throw new ConfigError('REDIS_URL is missing: a service of its own needs Redis; `npm start` runs all without it.');
  }
  return createRedisCache({ url: REDIS_URL, namespace: NAMESPACE, logger });
}
