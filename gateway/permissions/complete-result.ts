import {
  type DocumentNode,
  type ExecutionResult,
  executeSync,
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';
import { type DeniedField, placeOf, TYPE_ALIAS } from './permission-pass.ts';

type Values = Record<string, unknown>;

/** Response names from the root, without list positions. */
function namesOf(path: GraphQLResolveInfo['path']): string[] {
  const names: string[] = [];
  for (let step: GraphQLResolveInfo['path'] | undefined = path; step !== undefined; step = step.prev) {
    if (typeof step.key === 'string') names.unshift(step.key);
  }
  return names;
}

export interface ToComplete {
  schema: GraphQLSchema;
  /** As the client sent it. */
  document: DocumentNode;
  operationName: string | undefined;
  variables: Values;
  denied: readonly DeniedField[];
  /** The answer to the operation without the denied fields. */
  partial: ExecutionResult;
}

/**
 * Puts the denied fields back into an answer: null with an error at each path, and nulls go up where none may be, as the
 * specification has it ("Handling Field Errors"), by executing what the client asked over the data that there is.
 */
export function completeResult(toComplete: ToComplete): ExecutionResult {
  const { schema, document, operationName, variables, denied, partial } = toComplete;
  const errors = new Map(denied.map(({ path, type, error }) => [placeOf(path, type), error]));
  const completed = executeSync({
    schema,
    document,
    operationName,
    variableValues: variables,
    rootValue: partial.data ?? {},
    typeResolver: (value: Values) => String(value[TYPE_ALIAS]),
    fieldResolver(source: Values, _args, _context, info) {
      const error = errors.get(placeOf(namesOf(info.path), info.parentType.name));
      if (error !== undefined) throw new GraphQLError(error.message, { extensions: error.extensions });
      return source[String(info.path.key)];
    },
  });
  const found = (completed.errors ?? []).map(({ message, path, extensions }) =>
    typeof extensions['code'] === 'string'
      ? new GraphQLError(message, { path: path ?? null, extensions })
      : new GraphQLError(INTERNAL_MESSAGE, { path: path ?? null, extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
  );
  return { data: completed.data ?? null, errors: [...(partial.errors ?? []), ...found] };
}
