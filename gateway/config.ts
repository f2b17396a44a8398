import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { engineVariables, integer, serviceVariables } from '#platform/config/service-config.ts';

const SUBGRAPH_URL = 'SUBGRAPH_URL_';

const httpUrl = z.url({ protocol: /^https?$/, error: 'expected an address, http://host:port/path' });

export const gatewayVariables = {
  ...serviceVariables,
  PORT: integer(0, 65_535).default(4000),
  /** The composed graph. */
  SUPERGRAPH_PATH: z.string().default(fileURLToPath(new URL('../schema/supergraph.graphql', import.meta.url))),
  /** Where the users subgraph publishes the keys that access tokens are verified with. */
  USERS_JWKS_URL: httpUrl.default('http://localhost:4001/.well-known/jwks.json'),
  /** The same as the users subgraph's: how long an ended session's tokens have to be refused, in seconds. */
  ACCESS_TOKEN_SECONDS: integer(1, 86_400).default(900),
  /** Proxies of ours before the gateway, whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: integer(0, 10).default(0),
  AMQP_URL: engineVariables.AMQP_URL.optional(),
};

export type GatewayConfig = z.infer<z.ZodObject<typeof gatewayVariables>> & {
  /** From `SUBGRAPH_URL_<NAME>`: endpoints in the place of those in the supergraph, by name in upper case. */
  subgraphUrls: Record<string, string>;
};

/**
 * Reads the gateway's configuration.
 *
 * @throws ConfigError with a sentence for each wrong or missing variable
 */
export function readGatewayConfig(env: NodeJS.ProcessEnv): GatewayConfig {
  const names = Object.keys(env).filter((name) => name.startsWith(SUBGRAPH_URL) && env[name]);
  const urls = Object.fromEntries(names.map((name) => [name, httpUrl]));
  const config = parseConfig(z.object(gatewayVariables), env);
  const given: Record<string, unknown> = parseConfig(z.object(urls), env);
  return {
    ...config,
    subgraphUrls: Object.fromEntries(names.map((name) => [name.slice(SUBGRAPH_URL.length), String(given[name])])),
  };
}
