import { GraphQLError } from 'graphql';
import { graphError } from '#platform/subgraph/errors.ts';
import type { Graph } from '../operations/graph.ts';
import type { Caller } from '../transport/caller.ts';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';

/**
 * Asks the graph for what is subscribed to, as this viewer.
 *
 * @param subject the query field that finds it by `id`
 * @throws GraphQLError (NOT_FOUND) when the viewer may not see it or there is none; what else keeps it from being found
 */
export async function findSubject(graph: Graph, caller: Caller, subject: string, id: string): Promise<void> {
  // One document a query field, so that it is found again among the prepared ones.
  const text = `query Subject($id: ID!) { ${subject}(id: $id) { __typename } }`;
  const prepared = await graph.prepare(text, 'Subject');
  if ('refused' in prepared) throw graphError('INTERNAL_SERVER_ERROR', INTERNAL_MESSAGE);
  const { data, errors } = await prepared.run({ id }, caller, false);
  const found = data === undefined ? null : (JSON.parse(data.toString()) as Record<string, unknown> | null);
  if (found?.[subject] !== undefined && found[subject] !== null) return;
  const [error] = errors;
  if (error === undefined) throw graphError('NOT_FOUND', `There is no such ${subject}.`);
  throw new GraphQLError(error.message, { extensions: error.extensions });
}
