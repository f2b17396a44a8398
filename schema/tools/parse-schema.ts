import { type DocumentNode, GraphQLError, parse, Source } from 'graphql';
import type { SubgraphSource } from './rover-config.ts';
import { SchemaProblem } from './schema-problem.ts';

/** Parses a subgraph's schema file. Throws a SchemaProblem with file, line and column of a syntax error. */
export function parseSchema({ name, file, sdl }: SubgraphSource): DocumentNode {
  try {
    return parse(new Source(sdl, file));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { line, column } = error.locations?.[0] ?? { line: 1, column: 1 };
    throw new SchemaProblem(`${file}:${line}:${column} (subgraph ${name}): ${error.message}`);
  }
}
