import { parse } from 'yaml';
import { z } from 'zod';
import { readText } from './sources-of.ts';

const value = z.union([z.string(), z.number(), z.null()]).transform((given) => (given === null ? null : String(given)));

const service = z.object({
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), value).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  restart: z.string(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
});

export type ComposeService = z.infer<typeof service>;

const composeFile = z.object({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

/** docker-compose.yml, anchors merged, variables still as they are written. */
export const readComposeFile = () => composeFile.parse(parse(readText('docker-compose.yml'), { merge: true }));

const roverConfig = z.object({ subgraphs: z.record(z.string(), z.object({ routing_url: z.string() })) });

/** The subgraphs' addresses by rover.yaml. */
export const readRoutingUrls = (): Map<string, URL> =>
  new Map(
    Object.entries(roverConfig.parse(parse(readText('rover.yaml'))).subgraphs).map(([name, { routing_url }]) => [
      name,
      new URL(routing_url),
    ]),
  );

const VARIABLE = /\$\{(\w+)(?:(:?[-?])([^}]*))?\}/g;

/** Names of the variables that have to be given: `${NAME:?why}`. */
export const requiredVariables = (text: string): Set<string> =>
  new Set([...text.matchAll(VARIABLE)].flatMap(([, name = '', operator]) => (operator === ':?' ? [name] : [])));

/** Puts variables in as compose does: `${A}`, `${A:-default}`, `${A-default}`, `${A:?why}`. */
export const interpolate = (text: string, env: Readonly<Record<string, string | undefined>>): string =>
  text.replaceAll(VARIABLE, (_match, name: string, operator: string | undefined, rest: string | undefined) => {
    const given = env[name];
    if (operator === ':?' && !given) throw new Error(`${name} is not given: ${rest}`);
    if (operator === ':-') return given || (rest ?? '');
    return given ?? (operator === '-' ? (rest ?? '') : '');
  });

/** What the process of a service finds in its environment. */
export const environmentOf = (
  { environment }: ComposeService,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, text]) => {
      const given = text === null ? env[name] : interpolate(text, env);
      return given === undefined ? [] : [[name, given]];
    }),
  );
