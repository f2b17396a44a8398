import type { Contestant } from './contestant.ts';
import { competitor, versionOf } from './installed.ts';

export const hive: Contestant = {
  name: 'hive',
  title: 'Hive Gateway, Rust planner',
  describe: () =>
    `@graphql-hive/gateway-runtime ${versionOf('@graphql-hive/gateway-runtime')} with @graphql-hive/router-runtime ${versionOf('@graphql-hive/router-runtime')} (query planner in Rust); sends equal requests to subgraphs that are in flight at the same time once, as it comes`,
  command: ({ supergraphPath, port }) => ({
    command: process.execPath,
    args: [competitor('hive.ts')],
    env: { NODE_ENV: 'production', SUPERGRAPH_PATH: supergraphPath, PORT: String(port) },
  }),
};
