import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { print } from 'graphql';
import { PlannerOverloaded, type PlanRequest, UnplannableOperation } from './planner.ts';

/** What a planner's thread is asked. */
export interface PlanOrder extends Omit<PlanRequest, 'document'> {
  readonly text: string;
}

/** What a planner's thread says: first `ready` or `broken`, then one word for each order. */
export type PlannerWord =
  | { readonly kind: 'ready'; readonly apiSdl: string }
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'plan'; readonly plan: QueryPlan }
  | { readonly kind: 'unplannable'; readonly message: string };

/** A thread with a planner in it. */
export interface PlannerThread {
  readonly apiSdl: string;
  /** False when the thread has ended, or has to. */
  readonly alive: boolean;
  /**
   * Plans; one operation at a time.
   *
   * @param timeoutMs a plan that takes longer ends the thread
   */
  plan(request: PlanRequest, timeoutMs: number): Promise<QueryPlan>;
  end(): Promise<void>;
}

/** Agora's graph takes 0.6 s; nothing that takes a minute can be served. */
const START_TIMEOUT_MS = 60_000;

/** For a graph far larger than Agora's, whose planner holds 23 MiB, and 100 while it makes a plan that takes 9 s. */
const OLD_MIB = 512;

/** After 80 plans the process holds 163 MB with this, 171 to 193 without; plans cost the same. */
const YOUNG_MIB = 8;

/**
 * Starts a thread and builds a planner over a supergraph in it. The thread keeps the process from ending only while it works.
 *
 * @throws Error when there is no planning over this supergraph
 */
export async function startPlannerThread(supergraphSdl: string): Promise<PlannerThread> {
  const worker = new Worker(new URL('./planner-worker.ts', import.meta.url), {
    name: 'planner',
    workerData: supergraphSdl,
    // What the process imports first (telemetry) has no business here.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: OLD_MIB, maxYoungGenerationSizeMb: YOUNG_MIB },
  });
  let alive = true;
  /** Waits for the thread's next word; whatever else happens to it is an error. */
  let hear: ((outcome: PlannerWord | Error) => void) | undefined;
  const lost = (reason: Error) => {
    alive = false;
    hear?.(reason);
  };
  worker.on('message', (word: PlannerWord) => hear?.(word));
  worker.on('error', (error) => lost(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => lost(new Error(`The planner's thread ended with code ${code}.`)));

  async function nextWord(timeoutMs: number): Promise<PlannerWord> {
    const { promise, resolve, reject } = Promise.withResolvers<PlannerWord>();
    hear = (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome));
    const timer = setTimeout(() => lost(new Error(`The planner took longer than ${timeoutMs} ms.`)), timeoutMs);
    try {
      return await promise;
    } catch (error) {
      await end();
      throw error;
    } finally {
      clearTimeout(timer);
      hear = undefined;
      // While it works, the timer keeps the process from ending.
      worker.unref();
    }
  }

  async function end(): Promise<void> {
    alive = false;
    await worker.terminate();
  }

  const first = await nextWord(START_TIMEOUT_MS);
  if (first.kind !== 'ready') {
    await end();
    throw new Error(first.kind === 'broken' ? first.message : 'The planner spoke out of turn.');
  }

  return {
    apiSdl: first.apiSdl,
    get alive() {
      return alive;
    },

    async plan({ document, ...request }, timeoutMs) {
      const order: PlanOrder = { ...request, text: print(document) };
      worker.postMessage(order);
      const word = await nextWord(timeoutMs).catch((error: Error) => {
        throw new PlannerOverloaded(error.message, { cause: error });
      });
      if (word.kind === 'plan') return word.plan;
      throw new UnplannableOperation(word.kind === 'unplannable' ? word.message : 'The planner spoke out of turn.');
    },

    end,
  };
}
