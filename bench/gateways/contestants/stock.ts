import type { Contestant } from './contestant.ts';
import { competitor, versionOf } from './installed.ts';

export const stock: Contestant = {
  name: 'stock',
  title: 'Apollo Gateway',
  describe: () => `@apollo/gateway ${versionOf('@apollo/gateway')} with @apollo/server ${versionOf('@apollo/server')}`,
  command: ({ supergraphPath, port }) => ({
    command: process.execPath,
    args: [competitor('stock.ts')],
    env: {
      NODE_ENV: 'production',
      SUPERGRAPH_PATH: supergraphPath,
      PORT: String(port),
      APOLLO_TELEMETRY_DISABLED: '1',
    },
  }),
};
