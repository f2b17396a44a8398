import { type ExecutionResult, GraphQLError } from 'graphql';
import { isStaff, isUser } from '#platform/security/viewer.ts';
import { graphError } from '#platform/subgraph/errors.ts';
import type { Executor, OperationRequest } from '../execution/executor.ts';
import type { GuardedExecutor } from '../permissions/create-guarded-executor.ts';
import type { FeedField } from '../supergraph/feed-fields.ts';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';
import { eventPayload } from './event-payload.ts';
import type { EventQueue } from './event-queue.ts';
import { findSubject } from './find-subject.ts';
import { type EventSource, followEvents, type WantedEvents } from './follow-events.ts';
import type { PlacedEntry } from './live-feed.ts';
import { type RootField, rootFieldOf } from './root-field.ts';
import { subscriptionStart } from './subscription-start.ts';

export interface SubscriptionsOptions {
  executor: Executor;
  guarded: GuardedExecutor;
  feeds: ReadonlyMap<string, FeedField>;
  source: EventSource;
}

export interface SubscriptionRequest extends OperationRequest {
  /** Asked before every event; with false the subscription ends without a word: the connection is being closed. */
  isCurrent(): boolean;
  /** Told of an event's execution: a stop lets it end and be sent. */
  track<Result>(work: Promise<Result>): Promise<Result>;
}

/** What a client gets, event by event. `return` ends it at any time, also while it waits. */
export type Results = AsyncIterableIterator<ExecutionResult, void, undefined>;

const resumeWithCursor = (cursor: string | undefined) =>
  new GraphQLError('Too many events were waiting: subscribe again with `after: cursor`.', {
    extensions: { code: 'RESUME_WITH_CURSOR', ...(cursor === undefined ? {} : { cursor }) },
  });

const failed = () => graphError('INTERNAL_SERVER_ERROR', 'The events cannot be read now: subscribe again.');

function wantedEvents(feed: FeedField, { args }: RootField, { caller }: OperationRequest): WantedEvents {
  const { viewer } = caller;
  const { event, key, owner, staff } = feed;
  const seesAll = staff && isStaff(viewer);
  const ownId = viewer.kind === 'user' ? viewer.id : '';
  const keyValue = key === undefined ? undefined : String(args[key]);
  const ownEvents = seesAll ? undefined : { property: owner, value: ownId };
  return {
    interest: {
      type: event,
      where: key === undefined || keyValue === undefined ? ownEvents : { property: key, value: keyValue },
    },
    isVisible: ({ data }) => seesAll || isUser(viewer, String((data as Record<string, unknown>)[owner])),
    start: subscriptionStart(args['after'], keyValue),
  };
}

/** Begins subscriptions: permissions, the subject, then events as they come. */
export function createSubscriptions({ executor, guarded, feeds, source }: SubscriptionsOptions) {
  /** One event as the client is to see it. */
  async function show(request: SubscriptionRequest, field: RootField, entry: PlacedEntry): Promise<ExecutionResult> {
    try {
      return await executor.executeEvent(request, eventPayload(field.type, entry));
    } catch (error) {
      source.logger.error({ err: error, requestId: request.caller.requestId }, 'an event could not be shown');
      return { errors: [graphError('INTERNAL_SERVER_ERROR', INTERNAL_MESSAGE)] };
    }
  }

  async function* deliver(
    queue: EventQueue<PlacedEntry>,
    field: RootField,
    request: SubscriptionRequest,
  ): AsyncGenerator<ExecutionResult, void, undefined> {
    const { after } = field.args as { after?: string };
    let delivered = after === 'EARLIEST' ? undefined : after;
    for (;;) {
      const taken = await queue.take();
      if (!request.isCurrent()) return;
      if ('value' in taken) {
        yield await request.track(show(request, field, taken.value));
        delivered = taken.value.cursor;
        continue;
      }
      if (taken.ended === 'overflow') yield { errors: [resumeWithCursor(delivered)] };
      if (taken.ended === 'failed') yield { errors: [failed()] };
      return;
    }
  }

  /**
   * Begins a subscription.
   *
   * @throws GraphQLError when it is refused: its code says why
   */
  return async (given: SubscriptionRequest): Promise<Results> => {
    const admitted = await guarded.admit(given);
    if ('errors' in admitted) throw admitted.errors[0] ?? graphError('FORBIDDEN', 'The subscription is refused.');
    const request = { ...given, ...admitted.request };
    const field = rootFieldOf(executor.schema, request);
    const feed = feeds.get(field.name);
    if (feed === undefined) throw graphError('BAD_USER_INPUT', `There are no events for ${field.name}.`);
    // Before the subject is looked for: what happens meanwhile is not missed.
    const queue = followEvents(source, wantedEvents(feed, field, request));
    try {
      const { subject, key } = feed;
      if (subject !== undefined && key !== undefined) {
        await findSubject(guarded, request.caller, subject, String(field.args[key]));
      }
    } catch (error) {
      queue.close();
      throw error;
    }
    const results = deliver(queue, field, request);
    const endable: Results = {
      next: () => results.next(),
      // A generator that waits for an event would only end with the next one.
      return() {
        queue.close();
        return results.return();
      },
      throw(error) {
        queue.close();
        return results.throw(error);
      },
      [Symbol.asyncIterator]() {
        return endable;
      },
    };
    return endable;
  };
}

export type BeginSubscription = ReturnType<typeof createSubscriptions>;
