import { GraphQLError } from 'graphql';

/** Why a subscription that ran has ended, with the cursor to subscribe again after; without one, subscribe as before. */
export type EndCode = 'RESUME_WITH_CURSOR' | 'SUBSCRIPTION_INVALIDATED' | 'INTERNAL_SERVER_ERROR';

const MESSAGES: Readonly<Record<EndCode, string>> = {
  RESUME_WITH_CURSOR: 'Too many events were waiting: subscribe again with `after: cursor`.',
  SUBSCRIPTION_INVALIDATED: 'The graph has changed and this subscription does not fit it: subscribe again.',
  INTERNAL_SERVER_ERROR: 'The events cannot be read now: subscribe again.',
};

/** The error that a subscription ends with. @param cursor of the last event before those that are still to be shown */
export const endOfSubscription = (code: EndCode, cursor: string | undefined) =>
  new GraphQLError(MESSAGES[code], { extensions: cursor === undefined ? { code } : { code, cursor } });
