import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { flag, integer, secret } from '#platform/config/service-config.ts';
import { subgraphVariables } from '#platform/subgraph/subgraph-config.ts';

export const usersVariables = z
  .object({
    ...subgraphVariables(4001),
    /** How long an access token is good, in seconds: at most so long does a client live on after a lost revocation. */
    ACCESS_TOKEN_SECONDS: integer(1, 86_400).default(900),
    /** What the key that signs access tokens is derived from. */
    TOKEN_SIGNING_SECRET: secret('token-signing'),
    /** The secret before the last change: tokens signed with it are verified until they expire. */
    TOKEN_SIGNING_SECRET_PREVIOUS: z.string().min(32, 'expected at least 32 characters').optional(),
    /** Makes the demo accounts. */
    DEMO_DATA: flag,
  })
  .refine(({ NODE_ENV, DEMO_DATA }) => NODE_ENV !== 'production' || !DEMO_DATA, {
    path: ['DEMO_DATA'],
    message: 'with NODE_ENV=production there are no demo accounts, everybody knows their passwords',
  });

export type UsersConfig = z.infer<typeof usersVariables>;

/** Reads the users subgraph's variables. @throws ConfigError naming the variable */
export const readUsersConfig = (env: NodeJS.ProcessEnv): UsersConfig => parseConfig(usersVariables, env);
