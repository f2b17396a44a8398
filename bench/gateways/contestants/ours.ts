import { fileURLToPath } from 'node:url';
import type { Contestant } from './contestant.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const RULES = fileURLToPath(new URL('../rules.ts', import.meta.url));

/** The big operation costs 23,315: lists of unknown size are counted as ten items each. */
const MAX_COST = '100000';

/** More than any run spends: the points are counted for every request, and never run out. */
const ENOUGH = '999999999';

const command: Contestant['command'] = ({ supergraphPath, port, jwksUrl, tracesUrl }) => ({
  command: process.execPath,
  args: ['--import', './platform/telemetry/register.ts', 'gateway/main.ts'],
  cwd: ROOT,
  env: {
    NODE_ENV: 'production',
    SUPERGRAPH_PATH: supergraphPath,
    PORT: String(port),
    USERS_JWKS_URL: jwksUrl,
    PERMISSIONS_PATH: RULES,
    GATEWAY_SIGNING_SECRET: 'only-for-the-bench-0123456789abcdef',
    LIMIT_COST: MAX_COST,
    // Connections that never let up are what it sends away; the others take on whatever comes.
    LIMIT_UNDER_WAY: 'off',
    COST_BUCKET: ENOUGH,
    COST_RESTORE_PER_SECOND: ENOUGH,
    OTEL_EXPORTER_OTLP_ENDPOINT: tracesUrl,
    OTEL_TRACES_SAMPLER_ARG: '0.01',
  },
});

/** As a user would start it. */
export const ours: Contestant = {
  name: 'ours',
  title: 'Agora',
  describe: () =>
    'this repository, with everything on: a bearer token verified on every request, a permission rule asked for every field, limits and costs counted, requests to subgraphs signed, metrics, access log, traces sampled at 1 %',
  command,
};

/** With memory given to verified replay: its figures are never mixed with the others'. */
export const oursWithReplay: Contestant = {
  name: 'ours-replay',
  title: 'Agora, verified replay',
  describe: () => 'as Agora, with 100 MB for verified replay',
  command(ground) {
    const plain = command(ground);
    return { ...plain, env: { ...plain.env, VERIFIED_REPLAY_BYTES: '100000000' } };
  },
};
