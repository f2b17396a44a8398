import { GraphQLError } from 'graphql';

/** HTTP statuses by code: those of Apollo Server for automatic persisted queries, those of Apollo Router for safelists. */
const STATUS: Readonly<Record<string, number>> = {
  PERSISTED_QUERY_NOT_FOUND: 200,
  PERSISTED_QUERY_NOT_SUPPORTED: 200,
  PERSISTED_QUERY_NOT_IN_LIST: 404,
  QUERY_NOT_IN_SAFELIST: 403,
};

const refusal = (code: string, message: string) => new GraphQLError(message, { extensions: { code } });

/** The HTTP status of an answer that says only why no document was found for a request. */
export const persistedStatus = ({ extensions }: GraphQLError): number => STATUS[String(extensions['code'])] ?? 400;

/** The client is to send hash and document together. */
export const notFound = () => refusal('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');

/** The client is to send documents without hashes from now on. */
export const notSupported = () => refusal('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');

export const badRequest = (message: string) => refusal('BAD_REQUEST', message);

export const nothingToRun = () =>
  badRequest('GraphQL operations must contain a non-empty `query` or a `persistedQuery` extension.');

export const hashMismatch = () => badRequest('provided sha does not match query');

export const notInList = () =>
  refusal('PERSISTED_QUERY_NOT_IN_LIST', 'The persisted query id is not in the persisted query list.');

export const notInSafelist = () =>
  refusal('QUERY_NOT_IN_SAFELIST', 'The operation body was not found in the persisted query safelist.');
