import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { buildASTSchema, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { parseSchema } from './parse-schema.ts';
import { projectRoot } from './project-root.ts';
import type { SubgraphSource } from './rover-config.ts';
import { SchemaProblem } from './schema-problem.ts';

const mappersFile = z.record(
  z.string(),
  z.string().regex(/^\.{1,2}\/.+\.ts#\w+( as \w+)?$/, 'expected a type of a file, "../order/order-view.ts#OrderView"'),
);

function readMappers(file: string, schema: GraphQLSchema): Record<string, string> {
  const path = join(projectRoot, file);
  if (!existsSync(path)) return {};
  const parsed = mappersFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new SchemaProblem(`${file}: ${z.prettifyError(parsed.error)}`);
  const unknown = Object.keys(parsed.data).filter((type) => schema.getType(type) === undefined);
  if (unknown.length > 0) throw new SchemaProblem(`${file}: the schema has no type ${unknown.join(', ')}`);
  return parsed.data;
}

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** Where a subgraph's resolver types lie, from the project's root. */
export const resolverTypesFile = (subgraph: string): string => `subgraphs/${subgraph}/graphql/generated.ts`;

/**
 * The TypeScript types of a subgraph's resolvers, `__resolveReference` of its entities included. Type names are mapped to
 * what resolvers really get by `graphql/mappers.json`, the context is `<Name>Context` of `graphql/context.ts`.
 *
 * @throws SchemaProblem when the schema or the mappers cannot be read
 */
export async function generateResolverTypes(subgraph: SubgraphSource): Promise<string> {
  const document = parseSchema(subgraph);
  // Federation's own directives are imported by @link, not declared.
  const schemaAst = buildASTSchema(document, { assumeValidSDL: true });
  const types = await codegen({
    filename: resolverTypesFile(subgraph.name),
    schema: document,
    schemaAst,
    documents: [],
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
    config: {
      federation: true,
      enumsAsTypes: true,
      useTypeImports: true,
      // Members of a union are told apart by what a resolver returns.
      resolversNonOptionalTypename: { unionMember: true, interfaceImplementingType: true },
      contextType: `./context.ts#${capitalised(subgraph.name)}Context`,
      mappers: readMappers(`subgraphs/${subgraph.name}/graphql/mappers.json`, schemaAst),
      scalars: { ID: 'string', DateTime: 'Date', Decimal: 'string', CurrencyCode: 'string' },
      defaultScalarType: 'unknown',
    },
  });
  return `// generated from ${subgraph.file} by schema/tools/generate-types.ts\n${types.trimEnd()}\n`;
}
