import type { Contestant } from './contestant.ts';
import { competitor, versionOf } from './installed.ts';

export const mercurius: Contestant = {
  name: 'mercurius',
  title: 'Mercurius gateway',
  describe: () =>
    `@mercuriusjs/gateway ${versionOf('@mercuriusjs/gateway', 'mercurius/')} with mercurius ${versionOf('mercurius', 'mercurius/')}`,
  command: ({ urls, port }) => ({
    command: process.execPath,
    args: [competitor('mercurius/server.ts')],
    env: { NODE_ENV: 'production', SUBGRAPH_URLS: JSON.stringify(urls), PORT: String(port) },
  }),
};
