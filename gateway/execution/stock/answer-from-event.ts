import { type ExecutionResult, executeSync, type GraphQLFieldResolver, type GraphQLSchema, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { SubgraphAnswer, SubgraphRequest } from '../../transport/subgraph-client.ts';

const fromPayload: GraphQLFieldResolver<Record<string, unknown>, unknown> = (source, _args, _context, { fieldName }) =>
  source[fieldName];

/** Every field of the root is the payload: a subscription has one field, under whatever alias. */
const rootOf = (payload: Record<string, unknown>) => new Proxy({}, { get: () => payload });

/** Answers a subscription's first fetch out of an event's payload, in the place of the subgraph that declares the field. */
export function createEventAnswers(schema: GraphQLSchema) {
  const documents = new LRUCache<string, ReturnType<typeof parse>>({ max: 500 });

  return ({ query, variables }: SubgraphRequest, payload: Record<string, unknown>): SubgraphAnswer => {
    const document = documents.get(query) ?? parse(query, { noLocation: true });
    documents.set(query, document);
    const result: ExecutionResult = executeSync({
      schema,
      document,
      rootValue: rootOf(payload),
      variableValues: variables,
      fieldResolver: fromPayload,
      typeResolver: (value: Record<string, unknown>) => String(value['__typename']),
    });
    return {
      data: result.data ?? null,
      ...(result.errors === undefined
        ? {}
        : {
            errors: result.errors.map(({ message, path }) => ({
              message,
              path,
              extensions: { code: 'INTERNAL_SERVER_ERROR' },
            })),
          }),
    };
  };
}
