import { GraphQLError } from 'graphql';
import { isStaff, isUser } from '#platform/security/viewer.ts';
import type { Graph } from '../operations/graph.ts';
import type { FeedField } from '../supergraph/feed-fields.ts';
import type { Caller } from '../transport/caller.ts';
import { findSubject } from './find-subject.ts';
import type { PlacedEntry } from './live-feed.ts';
import type { RootField } from './root-field.ts';

/** Whether the event's data names the viewer as its owner; staff see everybody's where the field lets them. */
export const namesViewer = ({ owner, staff }: FeedField, { viewer }: Caller, data: unknown): boolean =>
  (staff && isStaff(viewer)) || isUser(viewer, String((data as Record<string, unknown>)[owner]));

/** Asked before an event is shown. @throws GraphQLError when it cannot be told now */
export type IsOwn = (graph: Graph, entry: PlacedEntry) => Promise<boolean>;

const isNotFound = (error: unknown) => error instanceof GraphQLError && error.extensions['code'] === 'NOT_FOUND';

/**
 * Decides for one subscription which events are its viewer's. An event that names somebody else is, if its subject is the
 * viewer's now: a guest's order becomes the user's whom the guest signs in as, with all that happened to it. The graph is
 * asked once about each of those who are named, since what changed hands does not come back.
 */
export function createEventOwnership(feed: FeedField, { args }: RootField, caller: Caller): IsOwn {
  const { owner, subject, key } = feed;
  const formerOwners = new Map<unknown, boolean>();

  async function isViewersNow(graph: Graph): Promise<boolean> {
    if (subject === undefined || key === undefined) return false;
    try {
      await findSubject(graph, caller, subject, String(args[key]));
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  return async (graph, { envelope: { data } }) => {
    if (namesViewer(feed, caller, data)) return true;
    const named = (data as Record<string, unknown>)[owner];
    const known = formerOwners.get(named) ?? (await isViewersNow(graph));
    formerOwners.set(named, known);
    return known;
  };
}
