import { GraphQLError } from 'graphql';
import { graphError } from '#platform/subgraph/errors.ts';
import type { Answer } from '../execution/executor.ts';
import type { Graph } from '../operations/graph.ts';
import type { FeedField } from '../supergraph/feed-fields.ts';
import type { Caller } from '../transport/caller.ts';
import { eventPayload } from './event-payload.ts';
import type { PlacedEntry } from './live-feed.ts';
import { type RootField, rootFieldOf } from './root-field.ts';
import type { ShowOnce } from './shared-answers.ts';

/** What a client wants to follow, as it said it. */
export interface WantedSubscription {
  readonly text: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
}

/** The place of a subscription on one graph. */
export interface Seat {
  readonly graph: Graph;
  readonly field: RootField;
  readonly feed: FeedField;
  /** Shows an event as the client asked. */
  show(entry: PlacedEntry): Promise<Answer>;
}

/** Admits a subscription to a graph, or gives the errors that refuse it. */
export async function openSeat(
  graph: Graph,
  { text, operationName, variables, caller }: WantedSubscription,
  showOnce: ShowOnce,
): Promise<Seat | { errors: readonly GraphQLError[] }> {
  const prepared = await graph.prepare(text, operationName);
  if ('refused' in prepared) return { errors: prepared.refused };
  const admitted = await prepared.admit(variables, caller);
  if ('errors' in admitted) return admitted;
  let field: RootField;
  try {
    field = rootFieldOf(graph.schema, prepared, admitted.variables);
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
  const feed = graph.supergraph.feeds.get(field.name);
  if (feed === undefined) return { errors: [graphError('BAD_USER_INPUT', `There are no events for ${field.name}.`)] };
  // All that the answer hangs on: what subgraphs are told of the caller, the variables and, below, the event.
  const address = `${caller.identity}\n${JSON.stringify(admitted.variables)}\n`;
  return {
    graph,
    field,
    feed,
    show: (entry) => showOnce(prepared, address + entry.cursor, () => admitted.show(eventPayload(field.type, entry))),
  };
}
