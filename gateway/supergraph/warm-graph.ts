import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Graph, OperationText } from '../operations/graph.ts';

/** Operations that are made ready before a graph is served. */
const OPERATIONS = 200;

/** Longest time for that, in ms: a plan takes up to 80 ms, and a change is not to wait for all of them. */
const WARM_MS = 5_000;

/** Made ready at once: enough to keep the planner busy, few enough that it refuses none. */
const AT_ONCE = 4;

/** Makes a graph ready for what the clients of another one ask for, so that no request waits for a plan after the swap. */
export async function warmGraph(from: Graph, to: Graph, logger: Logger): Promise<void> {
  const operations = from.popular(OPERATIONS)[Symbol.iterator]();
  const timeout = new AbortController();
  let ready = 0;

  async function work(): Promise<void> {
    for (const operation of operations as Iterable<OperationText>) {
      if (timeout.signal.aborted) return;
      await to.warm(operation);
      ready += 1;
    }
  }

  const late = delay(WARM_MS, undefined, { signal: timeout.signal }).catch(() => {});
  await Promise.race([Promise.all(Array.from({ length: AT_ONCE }, work)), late]);
  timeout.abort();
  logger.debug({ operations: ready }, 'operations are ready on the new supergraph');
}
