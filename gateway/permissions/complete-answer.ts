import { type DocumentNode, executeSync, GraphQLError, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import type { Answer, AnswerError } from '../execution/executor.ts';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';
import { type DeniedField, placeOf } from './denied-field.ts';

type Values = Readonly<Record<string, unknown>>;

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
  /** Coerced. */
  variables: Values;
  denied: readonly DeniedField[];
  /** Where objects of several types may lie, the name under which the answer says which it is. */
  typeAlias: string;
  /** The answer to the operation without the denied fields. */
  answer: Answer;
}

function answerError({ message, path, extensions }: GraphQLError): AnswerError {
  const isOurs = typeof extensions['code'] === 'string';
  return {
    message: isOurs ? message : INTERNAL_MESSAGE,
    ...(path === undefined ? {} : { path }),
    extensions: isOurs ? extensions : { code: 'INTERNAL_SERVER_ERROR' },
  };
}

/**
 * Puts the denied fields back into an answer: null with an error at each path, and nulls go up where none may be, as the
 * specification has it ("Handling Field Errors"), by executing what the client asked over the data that there is.
 */
export function completeAnswer(toComplete: ToComplete): Answer {
  const { schema, document, operationName, variables, denied, typeAlias, answer } = toComplete;
  if (answer.data === undefined) return answer;
  const data: unknown = JSON.parse(answer.data.toString());
  if (data === null) {
    // An error has taken everything with it: what was denied below the root is not in the answer any more.
    const atRoot = denied.filter(({ path }) => path.length === 1);
    const errors = atRoot.map(({ path, error }) => ({ message: error.message, path, extensions: error.extensions }));
    return { data: Buffer.from('null'), errors: [...answer.errors, ...errors] };
  }
  const errors = new Map(denied.map(({ path, type, error }) => [placeOf(path, type), error]));
  const completed = executeSync({
    schema,
    document,
    operationName,
    variableValues: variables,
    rootValue: data,
    typeResolver: (value: Values) => String(value[typeAlias]),
    fieldResolver(source: Values, _args, _context, info) {
      const error = errors.get(placeOf(namesOf(info.path), info.parentType.name));
      if (error !== undefined) throw new GraphQLError(error.message, { extensions: error.extensions });
      const name = String(info.path.key);
      return Object.hasOwn(source, name) ? source[name] : undefined;
    },
  });
  const found = (completed.errors ?? []).map(answerError);
  return { data: Buffer.from(JSON.stringify(completed.data ?? null)), errors: [...answer.errors, ...found] };
}
