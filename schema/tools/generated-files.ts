import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Composed, printApiSchema } from './compose-supergraph.ts';
import { eventSchemas } from './event-schemas.ts';
import { manifestFile, operationManifest } from './operation-manifest.ts';
import { projectRoot } from './project-root.ts';
import { generateResolverTypes, resolverTypesFile } from './resolver-types.ts';
import type { SubgraphSource } from './rover-config.ts';

const EVENTS = 'schema/events';

/** Where a generated file differs from what its sources give. */
export interface StaleFile {
  readonly file: string;
  readonly reason: 'is missing' | 'is out of date' | 'belongs to no contract';
  /** What it should hold; undefined when it should not be. */
  readonly text: string | undefined;
}

async function generate(subgraphs: readonly SubgraphSource[], composed: Composed): Promise<Map<string, string>> {
  const files = new Map([
    ['schema/supergraph.graphql', `${composed.supergraphSdl.trimEnd()}\n`],
    ['schema/api.graphql', printApiSchema(composed.apiSchema)],
    [manifestFile, operationManifest()],
  ]);
  for (const [type, text] of await eventSchemas()) files.set(`${EVENTS}/${type}.json`, text);
  for (const subgraph of subgraphs) files.set(resolverTypesFile(subgraph.name), await generateResolverTypes(subgraph));
  return files;
}

/** Compares everything that is made from the schemas and contracts with what is on disk. */
export async function findStaleFiles(subgraphs: readonly SubgraphSource[], composed: Composed): Promise<StaleFile[]> {
  const wanted = await generate(subgraphs, composed);
  const stale: StaleFile[] = [];
  for (const [file, text] of wanted) {
    const path = join(projectRoot, file);
    if (!existsSync(path)) stale.push({ file, reason: 'is missing', text });
    else if (readFileSync(path, 'utf8') !== text) stale.push({ file, reason: 'is out of date', text });
  }
  const events = join(projectRoot, EVENTS);
  for (const name of existsSync(events) ? readdirSync(events) : []) {
    const file = `${EVENTS}/${name}`;
    if (!wanted.has(file)) stale.push({ file, reason: 'belongs to no contract', text: undefined });
  }
  return stale;
}

/** Brings the files up to date. */
export function writeFiles(files: readonly StaleFile[]): void {
  for (const { file, text } of files) {
    const path = join(projectRoot, file);
    mkdirSync(dirname(path), { recursive: true });
    if (text === undefined) rmSync(path);
    else writeFileSync(path, text);
  }
}

/** Says which files are stale and what to do. */
export const describeStale = (files: readonly StaleFile[]): string =>
  [...files.map(({ file, reason }) => `${file} ${reason}`), 'Run `npm run compose` and commit what it writes.'].join(
    '\n',
  );
