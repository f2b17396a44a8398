import { isDeepStrictEqual } from 'node:util';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Logger } from '#platform/logging/create-logger.ts';
import { graphError } from '#platform/subgraph/errors.ts';
import type { Graph } from '../operations/graph.ts';
import type { FeedField } from '../supergraph/feed-fields.ts';
import type { LiveGraph } from '../supergraph/live-graph.ts';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';
import { createEventOwnership, type IsOwn } from './event-ownership.ts';
import type { EventQueue } from './event-queue.ts';
import { executionResult } from './execution-result.ts';
import { findSubject } from './find-subject.ts';
import { type EventSource, followEvents } from './follow-events.ts';
import type { PlacedEntry } from './live-feed.ts';
import { openSeat, type Seat, type WantedSubscription } from './open-seat.ts';
import { createSharedAnswers } from './shared-answers.ts';
import { endOfSubscription } from './subscription-errors.ts';
import { wantedEvents } from './wanted-events.ts';

export interface SubscriptionsOptions {
  graphs: LiveGraph;
  /** Undefined where no events are to be had: every subscription is refused. */
  source: EventSource | undefined;
  logger: Logger;
}

export interface SubscriptionRequest extends WantedSubscription {
  /** Asked before every event; with false the subscription ends without a word: the connection is being closed. */
  isCurrent(): boolean;
  /** Told of an event's execution: a stop lets it end and be sent. */
  track<Result>(work: Promise<Result>): Promise<Result>;
}

/** What a client gets, event by event. `return` ends it at any time, also while it waits. */
export type Results = AsyncIterableIterator<ExecutionResult, void, undefined>;

/** A subscription under way. */
interface Running {
  readonly request: SubscriptionRequest;
  readonly fieldName: string;
  readonly feed: FeedField;
  readonly queue: EventQueue<PlacedEntry>;
  readonly isOwn: IsOwn;
  /** The cursor of the last event that the client has. */
  delivered: string | undefined;
  /** Undefined after a change of the graph, until the next event; what is left behind need not stay in memory. */
  seat: Seat | undefined;
}

/** Begins subscriptions: permissions, the subject, then events as they come. They go on over changes of the graph. */
export function createSubscriptions({ graphs, source, logger }: SubscriptionsOptions) {
  const showOnce = createSharedAnswers();
  const running = new Set<Running>();

  graphs.onChange(({ supergraph: { feeds } }) => {
    source?.live.watch([...feeds.values()].map(({ event }) => event));
    for (const subscription of running) {
      subscription.seat = undefined;
      heedFeeds(subscription, feeds);
    }
  });

  /** Ends a subscription whose events may never come again; any other learns of a change with the next event. */
  function heedFeeds({ fieldName, feed, queue }: Running, feeds: ReadonlyMap<string, FeedField>) {
    if (!isDeepStrictEqual(feeds.get(fieldName), feed)) queue.end('invalidated');
  }

  /**
   * One event as the client is to see it; null when it is somebody else's, undefined when the subscription does not fit the
   * graph any more.
   */
  async function show(subscription: Running, entry: PlacedEntry): Promise<ExecutionResult | null | undefined> {
    const graph = graphs.enter();
    try {
      let { seat } = subscription;
      if (seat?.graph !== graph) {
        const opened = await openSeat(graph, subscription.request, showOnce);
        if ('errors' in opened || !isDeepStrictEqual(opened.feed, subscription.feed)) return undefined;
        seat = opened;
        subscription.seat = seat;
      }
      return (await subscription.isOwn(graph, entry)) ? executionResult(await seat.show(entry)) : null;
    } catch (error) {
      const { requestId } = subscription.request.caller;
      logger.error({ err: error, requestId }, 'an event could not be shown');
      return { errors: [graphError('INTERNAL_SERVER_ERROR', INTERNAL_MESSAGE)] };
    } finally {
      graphs.leave(graph);
    }
  }

  async function* deliver(subscription: Running): AsyncGenerator<ExecutionResult, void, undefined> {
    const { queue, request } = subscription;
    const end = (...error: Parameters<typeof endOfSubscription>) => ({ errors: [endOfSubscription(...error)] });
    for (;;) {
      const taken = await queue.take();
      if (!request.isCurrent()) return;
      if ('value' in taken) {
        const { cursor, position } = taken.value;
        const shown = await request.track(show(subscription, taken.value));
        if (shown === undefined) {
          // With what was before the event in hand, so that it is shown again.
          const before = position > 0n ? String(position - 1n) : undefined;
          yield end('SUBSCRIPTION_INVALIDATED', subscription.delivered ?? before);
          return;
        }
        if (shown === null) continue;
        yield shown;
        subscription.delivered = cursor;
        continue;
      }
      if (taken.ended === 'overflow') yield end('RESUME_WITH_CURSOR', subscription.delivered);
      if (taken.ended === 'invalidated') yield end('SUBSCRIPTION_INVALIDATED', subscription.delivered);
      if (taken.ended === 'failed') yield end('INTERNAL_SERVER_ERROR', undefined);
      return;
    }
  }

  /** Follows the events and looks for the subject. @throws GraphQLError when there is none or the cursor is none */
  async function start(graph: Graph, seat: Seat, events: EventSource, request: SubscriptionRequest): Promise<Running> {
    const { feed, field } = seat;
    // Before the subject is looked for: what happens meanwhile is not missed.
    const queue = followEvents(events, wantedEvents(feed, field, request.caller));
    const { after } = field.args as { after?: string };
    const delivered = after === 'EARLIEST' ? undefined : after;
    const isOwn = createEventOwnership(feed, field, request.caller);
    const subscription: Running = { request, fieldName: field.name, feed, queue, isOwn, delivered, seat };
    running.add(subscription);
    // Meanwhile another graph may have taken the place of this one.
    const current = graphs.enter();
    heedFeeds(subscription, current.supergraph.feeds);
    graphs.leave(current);
    try {
      const { subject, key } = feed;
      if (subject !== undefined && key !== undefined) {
        await findSubject(graph, request.caller, subject, String(field.args[key]));
      }
      return subscription;
    } catch (error) {
      end(subscription);
      throw error;
    }
  }

  function end(subscription: Running) {
    running.delete(subscription);
    subscription.queue.close();
  }

  /**
   * Begins a subscription, or gives the errors that refuse it.
   *
   * @param graph entered by the caller, who leaves it when this has resolved
   * @throws GraphQLError when it is refused: its code says why
   */
  return async (graph: Graph, request: SubscriptionRequest): Promise<Results | { errors: readonly GraphQLError[] }> => {
    const seat = await openSeat(graph, request, showOnce);
    if ('errors' in seat) return seat;
    if (source === undefined) {
      throw graphError('BAD_USER_INPUT', `There are no events for ${seat.field.name}: this gateway follows no feed.`);
    }
    const subscription = await start(graph, seat, source, request);
    const results = deliver(subscription);
    const endable: Results = {
      async next() {
        const next = await results.next();
        if (next.done === true) end(subscription);
        return next;
      },
      // A generator that waits for an event would only end with the next one.
      return() {
        end(subscription);
        return results.return();
      },
      throw(error) {
        end(subscription);
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
