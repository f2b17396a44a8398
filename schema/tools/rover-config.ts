import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { projectRoot } from './project-root.ts';
import { SchemaProblem } from './schema-problem.ts';

const roverConfig = z.strictObject({
  federation_version: z
    .string()
    .regex(/^=2\.\d+\.\d+$/, 'expected an exact version, "=2.14.4"')
    .optional(),
  subgraphs: z.record(
    z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens'),
    z.strictObject({
      routing_url: z.url({ protocol: /^https?$/, error: 'expected an http address' }),
      schema: z.strictObject({ file: z.string() }),
    }),
  ),
});

/** One subgraph of rover.yaml; `file` is relative to the project's root. */
export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  readonly file: string;
  readonly sdl: string;
}

/**
 * Reads a rover.yaml (https://www.apollographql.com/docs/rover/commands/supergraphs) and the schemas that it names.
 *
 * @param yaml the file's text
 * @param readSchema gives a schema file's text, undefined where there is none
 * @throws SchemaProblem naming each place that is wrong
 */
export function parseRoverConfig(yaml: string, readSchema: (file: string) => string | undefined): SubgraphSource[] {
  let document: unknown;
  try {
    document = parseYaml(yaml);
  } catch (error) {
    if (error instanceof YAMLParseError) throw new SchemaProblem(`rover.yaml is not YAML: ${error.message}`);
    throw error;
  }
  const parsed = roverConfig.safeParse(document);
  if (!parsed.success) {
    const sentences = parsed.error.issues.map((issue) => `rover.yaml: ${issue.path.join('.')}: ${issue.message}`);
    throw new SchemaProblem(sentences.join('\n'));
  }
  return Object.entries(parsed.data.subgraphs).map(([name, { routing_url: url, schema }]) => {
    const file = schema.file.replace(/^\.\//, '');
    const sdl = readSchema(file);
    if (sdl === undefined) throw new SchemaProblem(`rover.yaml: subgraphs.${name}.schema.file: there is no ${file}`);
    return { name, url, file, sdl };
  });
}

/** The subgraphs of this project, as they are on disk. Throws as parseRoverConfig does. */
export function readSubgraphs(): SubgraphSource[] {
  const read = (file: string) => {
    const path = join(projectRoot, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const yaml = read('rover.yaml');
  if (yaml === undefined) throw new SchemaProblem('there is no rover.yaml');
  return parseRoverConfig(yaml, read);
}
