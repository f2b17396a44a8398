import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { engineVariables, flag, integer, serviceVariables } from '#platform/config/service-config.ts';
import { type Limits, limitVariables, readLimits } from './limits/limits-config.ts';
import { type Protections, readProtections } from './protections.ts';
import { REQUEST_DEADLINE_MS } from './transport/caller.ts';
import { readTraffic, type Traffic } from './transport/traffic.ts';

const SUBGRAPH_URL = 'SUBGRAPH_URL_';

const fileOf = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const OWN_SUPERGRAPH = fileOf('schema/supergraph.graphql');

/** Paying asks a provider outside; within the 3 s that a client waits. */
const OWN_TRAFFIC = { SUBGRAPH_WRITE_DEADLINE_MS_PAYMENTS: '2800' };

const NO_ADDRESS = 'expected an address, http://host:port/path';

const httpUrl = z.url({ protocol: /^https?$/, error: NO_ADDRESS });

/** One address or several of equal servers, with commas between them. */
const httpUrls = z
  .string()
  .transform((text) => text.split(',').map((url) => url.trim()))
  .refine((urls) => urls.every((url) => httpUrl.safeParse(url).success), NO_ADDRESS);

const { GATEWAY_SIGNING_SECRET, ...unsigned } = serviceVariables;

export const gatewayVariables = {
  ...unsigned,
  PORT: integer(0, 65_535).default(4000),
  /** The composed graph: a file or an address. */
  SUPERGRAPH_PATH: z.string().default(OWN_SUPERGRAPH),
  /** Time between two looks at the composed graph, in seconds; 0 for a graph that never changes. */
  SUPERGRAPH_POLL_SECONDS: integer(0, 86_400).default(5),
  /** Where the keys are published that access tokens are verified with. */
  USERS_JWKS_URL: httpUrl.default('http://localhost:4001/.well-known/jwks.json'),
  /** What access tokens must hold as `iss` and `aud`. */
  JWT_ISSUER: z.string().default('agora'),
  JWT_AUDIENCE: z.string().default('agora'),
  /** The same as the users subgraph's: how long an ended session's tokens have to be refused, in seconds. */
  ACCESS_TOKEN_SECONDS: integer(1, 86_400).default(900),
  /** A module that exports `rules`, in the place of permissions/rules.ts. */
  PERMISSIONS_PATH: z.string().optional(),
  /** Proxies of ours before the gateway, whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: integer(0, 10).default(0),
  /** Longest time for a whole answer, in ms; no request to a subgraph goes on longer. */
  REQUEST_DEADLINE_MS: integer(1, 60_000).default(REQUEST_DEADLINE_MS),
  /** Processes that share the port. */
  GATEWAY_WORKERS: integer(1, 128).default(1),
  AMQP_URL: engineVariables.AMQP_URL.optional(),
  /** Where gateways share what each caller has spent and the documents that clients have sent; otherwise each has its own. */
  REDIS_URL: engineVariables.REDIS_URL.optional(),
  /** Whether clients may send a document's hash, or only what the manifest holds. */
  PERSISTED_OPERATIONS: z.enum(['off', 'apq', 'safelist'], 'expected off, apq or safelist').default('apq'),
  PERSISTED_MANIFEST: z.string().default(fileOf('schema/operations/manifest.json')),
  /** Memory for verified replay, which sends a stored answer where all subgraphs answered the same bytes; 0 is off. */
  VERIFIED_REPLAY_BYTES: integer(0, 1_000_000_000).default(0),
  /** Whether equal queries of one caller that are under way at once are executed once. */
  SHARE_EQUAL_QUERIES: flag,
  /** Labels of progressive `@override` that hold, with commas between them; `percent(n)` needs none. */
  OVERRIDE_LABELS: z
    .string()
    .default('')
    .transform((text) => new Set(text.split(',').map((label) => label.trim()))),
  ...limitVariables,
};

export type GatewayConfig = z.infer<z.ZodObject<typeof gatewayVariables>> & {
  /** Undefined when requests to subgraphs are not signed. */
  GATEWAY_SIGNING_SECRET: string | undefined;
  protections: Protections;
  /** From `SUBGRAPH_URL_<NAME>`: endpoints in the place of those in the supergraph, by name in upper case. */
  subgraphUrls: Record<string, readonly string[]>;
  traffic: Traffic;
  limits: Limits;
};

/** Every limit that can be off is. */
const noLimits = parseConfig(
  z.object(limitVariables),
  Object.fromEntries(
    Object.keys(limitVariables)
      .filter((name) => name.startsWith('LIMIT_') || name === 'COST_BUCKET')
      .map((name) => [name, 'off']),
  ),
);

/**
 * Reads the gateway's configuration.
 *
 * @throws ConfigError with a sentence for each wrong or missing variable
 */
export function readGatewayConfig(env: NodeJS.ProcessEnv): GatewayConfig {
  const names = Object.keys(env).filter((name) => name.startsWith(SUBGRAPH_URL) && env[name]);
  const urls = z.object(Object.fromEntries(names.map((name) => [name, httpUrls])));
  const config = parseConfig(z.object(gatewayVariables), env);
  const isOwnGraph = resolve(config.SUPERGRAPH_PATH) === OWN_SUPERGRAPH;
  const protections = readProtections(env, isOwnGraph);
  const given = Object.entries(parseConfig(urls, env));
  return {
    ...config,
    GATEWAY_SIGNING_SECRET: protections.signing
      ? parseConfig(z.object({ GATEWAY_SIGNING_SECRET }), env).GATEWAY_SIGNING_SECRET
      : undefined,
    protections,
    subgraphUrls: Object.fromEntries(given.map(([name, list]) => [name.slice(SUBGRAPH_URL.length), list])),
    traffic: readTraffic(isOwnGraph ? { ...OWN_TRAFFIC, ...env } : env),
    limits: readLimits(protections.limits ? config : { ...config, ...noLimits }),
  };
}
