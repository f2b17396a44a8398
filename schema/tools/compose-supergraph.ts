import { type CompositionResult, composeServices } from '@apollo/composition';
import { type GraphQLError, type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { parseSchema } from './parse-schema.ts';
import type { SubgraphSource } from './rover-config.ts';
import { SchemaProblem } from './schema-problem.ts';

export interface Composed {
  /** What the gateway plans by. */
  readonly supergraphSdl: string;
  /** What clients see: federation's machinery is left out. */
  readonly apiSchema: GraphQLSchema;
  /** What composition remarks without refusing, a line each. */
  readonly hints: readonly string[];
}

function describe(error: GraphQLError, subgraphs: readonly SubgraphSource[]): string {
  // Composition puts the subgraph before the message where only one is to blame.
  const blamed = /^\[([\w-]+)\]/.exec(error.message)?.[1];
  const locations = (error.nodes ?? []).flatMap(({ loc }) => (loc === undefined ? [] : [loc]));
  const names = subgraphs
    .filter(({ name, file }) => name === blamed || locations.some(({ source }) => source.name === file))
    .map(({ name }) => name);
  const places = new Set(locations.map(({ source, startToken }) => `    at ${source.name}:${startToken.line}`));
  const heading = `${names.join(', ') || 'all subgraphs'}: ${String(error.extensions['code'] ?? 'INVALID_GRAPHQL')}`;
  const message = error.message.replace(/^\[[\w-]+\] /, '').replaceAll('\n', '\n    ');
  return [`  ${heading}`, `    ${message}`, ...places].join('\n');
}

/**
 * Composes subgraphs into one graph.
 *
 * @throws SchemaProblem with subgraph, code, message and place of each error
 */
export function composeSupergraph(subgraphs: readonly SubgraphSource[]): Composed {
  const services = subgraphs.map((subgraph) => ({ ...subgraph, typeDefs: parseSchema(subgraph) }));
  const result: CompositionResult = composeServices(services);
  if (result.errors !== undefined) {
    throw new SchemaProblem(
      `The subgraphs do not compose.\n${result.errors.map((error) => describe(error, subgraphs)).join('\n')}`,
    );
  }
  return {
    supergraphSdl: result.supergraphSdl,
    apiSchema: result.schema.toAPISchema().toGraphQLJSSchema(),
    hints: result.hints.map((hint) => `${hint.definition.code}: ${hint.message}`),
  };
}

/** The public schema as text, sorted, so that only real changes show in a diff. */
export const printApiSchema = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
