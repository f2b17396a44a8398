import { startTestSubgraph, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import type { UsersConfig } from '../config.ts';
import { createUsers, type UsersOverrides } from '../service.ts';

/** What the subgraph was started with, to start it once more. */
export interface StartedUsers extends TestSubgraph {
  config: UsersConfig;
  overrides: UsersOverrides;
}

/** Starts the users subgraph as it is served, on its own fresh database. */
export async function startUsers({
  variables = {},
  overrides: more = {},
}: {
  variables?: Partial<UsersConfig>;
  overrides?: UsersOverrides;
} = {}): Promise<StartedUsers> {
  let started: Pick<StartedUsers, 'config' | 'overrides'> | undefined;
  const users = await startTestSubgraph<UsersConfig>(
    'users',
    (base, shared) => {
      const config = { ...base, ...variables };
      const overrides = { ...shared, ...more };
      started = { config, overrides };
      return createUsers(config, overrides);
    },
    {
      ACCESS_TOKEN_SECONDS: 900,
      TOKEN_SIGNING_SECRET: 'a-token-signing-secret-for-tests-only',
      TOKEN_SIGNING_SECRET_PREVIOUS: undefined,
      DEMO_DATA: false,
    },
  );
  if (started === undefined) throw new Error('users was not started');
  return Object.assign(users, started);
}
