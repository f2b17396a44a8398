import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { graphError } from '#platform/subgraph/errors.ts';
import type { GuardedExecutor } from '../permissions/create-guarded-executor.ts';
import type { Caller } from '../transport/caller.ts';

const documents = new Map<string, DocumentNode>();

/** One document a query field, so that its plan is found again. */
function documentOf(subject: string): DocumentNode {
  const known = documents.get(subject);
  if (known !== undefined) return known;
  const document = parse(`query Subject($id: ID!) { ${subject}(id: $id) { __typename } }`, { noLocation: true });
  documents.set(subject, document);
  return document;
}

/**
 * Asks the graph for what is subscribed to, as this viewer.
 *
 * @param subject the query field that finds it by `id`
 * @throws GraphQLError (NOT_FOUND) when the viewer may not see it or there is none; what else keeps it from being found
 */
export async function findSubject(executor: GuardedExecutor, caller: Caller, subject: string, id: string) {
  const request = { document: documentOf(subject), operationName: 'Subject', variables: { id }, caller };
  const { data, errors } = await executor.execute(request);
  const found = data?.[subject];
  if (found !== undefined && found !== null) return;
  const [error] = errors ?? [];
  if (error === undefined) throw graphError('NOT_FOUND', `There is no such ${subject}.`);
  throw new GraphQLError(error.message, { extensions: error.extensions });
}
