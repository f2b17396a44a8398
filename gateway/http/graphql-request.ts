import type { OperationRequest } from '../persisted/operation-request.ts';

type Values = Readonly<Record<string, unknown>>;

/** A GraphQL request whose members are of the right types. */
export interface GraphqlRequest extends OperationRequest {
  readonly operationName: string | undefined;
  readonly variables: Values;
  readonly extensions: Values | undefined;
}

const NOTHING: Values = Object.freeze({});

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isGiven = (value: unknown) => value !== undefined && value !== null;

/**
 * Reads a request; undefined when it is none: Apollo Server reads it again and tells what is wrong with it.
 *
 * @param body out of JSON
 */
export function readGraphqlRequest(body: unknown): GraphqlRequest | undefined {
  if (!isRecord(body)) return undefined;
  const { query, operationName, variables, extensions, documentId, id } = body;
  if (isGiven(query) && typeof query !== 'string') return undefined;
  if (isGiven(operationName) && typeof operationName !== 'string') return undefined;
  if (isGiven(variables) && !isRecord(variables)) return undefined;
  if (isGiven(extensions) && !isRecord(extensions)) return undefined;
  if (!query && !isGiven(extensions) && !isGiven(documentId) && !isGiven(id)) return undefined;
  return {
    query,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: isRecord(variables) ? variables : NOTHING,
    extensions: isRecord(extensions) ? extensions : undefined,
    documentId,
    id,
  };
}

function parsedOr(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The same of a GET request, whose variables and extensions are texts of JSON. */
export const readGraphqlSearch = (search: Values): GraphqlRequest | undefined =>
  readGraphqlRequest({
    ...search,
    variables: parsedOr(search['variables']),
    extensions: parsedOr(search['extensions']),
  });
