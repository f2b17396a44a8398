import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import { startSubgraph } from '#platform/subgraph/start-subgraph.ts';
import type { UsersConfig } from './config.ts';
import { createAttemptLimits } from './credential/attempt-limits.ts';
import { createPasswords, type Passwords } from './credential/passwords.ts';
import { insertDemoAccounts } from './demo/insert-demo-accounts.ts';
import type { UsersContext } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { permissions } from './graphql/permissions.ts';
import { resolvers } from './graphql/resolvers.ts';
import { consumes } from './messaging/consumes.ts';
import { createAccessTokens } from './session/access-tokens.ts';
import { serveKeySet } from './session/serve-key-set.ts';
import { startSessionPruning } from './session/start-session-pruning.ts';
import type { UsersParts } from './users-parts.ts';

export interface UsersOverrides extends ServiceOverrides {
  passwords?: Passwords;
}

/** Starts the users subgraph. */
export async function createUsers(config: UsersConfig, overrides: UsersOverrides = {}): Promise<Service> {
  return startSubgraph<UsersContext>({
    name: 'users',
    folder: new URL('.', import.meta.url),
    config,
    overrides,
    async build({ database, outbox, cache, logger }) {
      const passwords = overrides.passwords ?? (await createPasswords());
      const tokens = await createAccessTokens({
        secret: config.TOKEN_SIGNING_SECRET,
        previousSecret: config.TOKEN_SIGNING_SECRET_PREVIOUS,
        seconds: config.ACCESS_TOKEN_SECONDS,
      });
      const limits = createAttemptLimits(cache);
      const parts: UsersParts = { database, outbox, passwords, tokens, limits, logger };
      return {
        resolvers,
        permissions,
        contextOf: (base) => ({ ...base, parts, loaders: createLoaders(database) }),
        consumers: consumes(),
        routes: (app) => serveKeySet(app, tokens),
        startWorkers: () => [startSessionPruning(database, logger)],
        async prepare() {
          if (config.DEMO_DATA) await insertDemoAccounts(parts);
        },
      };
    },
  });
}
