import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, GraphQLError, Kind, parse, print, separateOperations } from 'graphql';
import { projectRoot } from './project-root.ts';

const OPERATIONS = 'schema/operations';

/** Where the manifest lies, from the project's root. */
export const manifestFile = `${OPERATIONS}/manifest.json`;

/** Documents with one operation each, and the fragments that it spreads. A file that cannot be parsed is the check's to report. */
function documentsOf(text: string): DocumentNode[] {
  try {
    return Object.values(separateOperations(parse(text)));
  } catch (error) {
    if (error instanceof GraphQLError) return [];
    throw error;
  }
}

function entryOf(document: DocumentNode) {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  // Clients hash what graphql-js prints.
  const body = print(document);
  const id = createHash('sha256').update(body).digest('hex');
  return { id, name: operation?.name?.value ?? '', type: operation?.operation ?? 'query', body };
}

/**
 * The operations of our own clients, for gateways that take no others and for clients that send ids: the files of
 * schema/operations/ in the format of @apollo/generate-persisted-query-manifest.
 */
export function operationManifest(): string {
  const folder = join(projectRoot, OPERATIONS);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.graphql')) : [];
  const operations = names
    .toSorted()
    .flatMap((name) => documentsOf(readFileSync(join(folder, name), 'utf8')))
    .map(entryOf);
  return `${JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }, null, 2)}\n`;
}
