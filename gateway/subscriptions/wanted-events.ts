import { isStaff } from '#platform/security/viewer.ts';
import type { FeedField } from '../supergraph/feed-fields.ts';
import type { Caller } from '../transport/caller.ts';
import { namesViewer } from './event-ownership.ts';
import type { WantedEvents } from './follow-events.ts';
import type { RootField } from './root-field.ts';
import { subscriptionStart } from './subscription-start.ts';

/**
 * The events that a subscription may show to its viewer; of a subject's each has still to be asked about.
 *
 * @throws GraphQLError (BAD_USER_INPUT) when `after` is no cursor
 */
export function wantedEvents(feed: FeedField, { args }: RootField, caller: Caller): WantedEvents {
  const { event, key, owner, staff, subject } = feed;
  const { viewer } = caller;
  const seesAll = staff && isStaff(viewer);
  const ownId = viewer.kind === 'user' ? viewer.id : '';
  const keyValue = key === undefined ? undefined : String(args[key]);
  const ownEvents = seesAll ? undefined : { property: owner, value: ownId };
  return {
    interest: {
      type: event,
      where: key === undefined || keyValue === undefined ? ownEvents : { property: key, value: keyValue },
    },
    isVisible: ({ data }) => subject !== undefined || namesViewer(feed, caller, data),
    start: subscriptionStart(args['after'], keyValue),
  };
}
