import { z } from 'zod';
import { ConfigError, parseConfig } from '#platform/config/parse-config.ts';

const onOff = z.enum(['on', 'off'], 'expected on or off').optional();

const protectionVariables = z.object({
  NODE_ENV: z.string().optional(),
  /** Whether access tokens are checked; otherwise everybody is a guest. */
  AUTH: onOff,
  /** Whether the rules of rules.ts, or of the module PERMISSIONS_PATH, are asked. */
  PERMISSIONS: onOff,
  /** Whether requests to subgraphs are signed and say who asks. */
  SIGNING: onOff,
  /** Whether operations are limited in size and cost. */
  LIMITS: onOff,
});

/** What stands between clients and the graph. */
export interface Protections {
  readonly auth: boolean;
  readonly permissions: boolean;
  readonly signing: boolean;
  readonly limits: boolean;
  /** The protections that are off although nobody said so, each with the variable that switches it on. */
  readonly assumedOff: readonly string[];
}

/** What nobody can check or sign without being told more: that is off for a graph that is not Agora's. */
const NEEDS = {
  AUTH: { variable: 'USERS_JWKS_URL', without: 'access tokens are not checked' },
  PERMISSIONS: { variable: 'PERMISSIONS_PATH', without: 'every field is open to everybody' },
  SIGNING: { variable: 'GATEWAY_SIGNING_SECRET', without: 'subgraphs are not told who asks' },
} as const;

/**
 * Finds out which protections are on: all of them over Agora's own supergraph, over another one those that something is
 * given for. In production none falls off in silence.
 *
 * @throws ConfigError naming the variable
 */
export function readProtections(env: NodeJS.ProcessEnv, isOwnGraph: boolean): Protections {
  const said = parseConfig(protectionVariables, env);
  const assumedOff: (keyof typeof NEEDS)[] = [];

  function isOn(name: keyof typeof NEEDS): boolean {
    if (said[name] !== undefined) return said[name] === 'on';
    if (isOwnGraph || env[NEEDS[name].variable]) return true;
    assumedOff.push(name);
    return false;
  }

  const protections = { auth: isOn('AUTH'), permissions: isOn('PERMISSIONS'), signing: isOn('SIGNING') };
  if (said.NODE_ENV === 'production' && assumedOff.length > 0) {
    const sentences = assumedOff.map((name) => {
      const { variable, without } = NEEDS[name];
      return `${variable} is missing: if it is meant that ${without}, say ${name}=off; in production nothing is off in silence.`;
    });
    throw new ConfigError(sentences.join('\n'));
  }
  return {
    ...protections,
    limits: said.LIMITS !== 'off',
    assumedOff: assumedOff.map((name) => `${name} (${NEEDS[name].variable})`),
  };
}
