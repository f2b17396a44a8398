import type { QueryPlan } from '@apollo/query-planner';
import { graphSchemas } from './graph-schemas.ts';
import { type Planner, PlannerOverloaded, type PlanRequest } from './planner.ts';
import { type PlannerThread, startPlannerThread } from './planner-thread.ts';

interface PlannerLimits {
  /** Operations that may wait for a plan, 100 when not given. */
  readonly maxWaiting?: number;
  /** How long one plan may take, 5,000 ms when not given. */
  readonly timeoutMs?: number;
}

interface Waiting {
  readonly request: PlanRequest;
  resolve(plan: QueryPlan): void;
  reject(reason: Error): void;
}

/**
 * A planner in a thread of its own: a plan may take a second, and stalls nobody but those who wait for plans. The thread is
 * started anew when a plan took too long or too much memory; what waits then is planned by the new one.
 *
 * @throws Error when the text is no supergraph, or asks for what the planner does not do
 */
export async function startPlanner(supergraphSdl: string, limits: PlannerLimits = {}): Promise<Planner> {
  const { maxWaiting = 100, timeoutMs = 5_000 } = limits;
  const line: Waiting[] = [];
  let thread: PlannerThread = await startPlannerThread(supergraphSdl);
  let working: Promise<void> | undefined;
  let ended = false;

  async function liveThread(): Promise<PlannerThread> {
    if (thread.alive) return thread;
    thread = await startPlannerThread(supergraphSdl);
    if (ended) await thread.end();
    return thread;
  }

  function rejectAll(reason: Error): void {
    for (const { reject } of line.splice(0)) reject(reason);
  }

  /** Ends when nothing waits and the thread is alive: those who come later need not wait for its start. */
  async function work(): Promise<void> {
    try {
      while (!ended) {
        const planner = await liveThread();
        const next = line.shift();
        if (next === undefined) return;
        await planner.plan(next.request, timeoutMs).then(next.resolve, next.reject);
      }
    } catch (error) {
      rejectAll(new PlannerOverloaded('The planner cannot be started.', { cause: error }));
    } finally {
      working = undefined;
    }
  }

  return {
    ...graphSchemas(supergraphSdl, thread.apiSdl),

    plan(request) {
      if (ended) return Promise.reject(new PlannerOverloaded('The planner has ended.'));
      if (line.length >= maxWaiting) return Promise.reject(new PlannerOverloaded(`${maxWaiting} operations wait.`));
      const { promise, resolve, reject } = Promise.withResolvers<QueryPlan>();
      line.push({ request, resolve, reject });
      working ??= work();
      return promise;
    },

    async [Symbol.asyncDispose]() {
      ended = true;
      rejectAll(new PlannerOverloaded('The planner has ended.'));
      await thread.end();
      await working;
    },
  };
}
