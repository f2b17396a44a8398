import type { Answer } from '../execution/executor.ts';
import type { Caller } from '../transport/caller.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Makes the sharing of one query among those who want the same of it at the same time: they wait for one execution. The same
 * is what gives subgraphs the same request: equal variables, and the identity that they are told of, which holds viewer and
 * address. The others' request ids and traces do not reach the subgraphs.
 */
export function createSharing() {
  const inFlight = new Map<string, Promise<Answer>>();

  return (variables: Values, caller: Caller, execute: () => Promise<Answer>): Promise<Answer> => {
    const key = `${caller.identity} ${JSON.stringify(variables)}`;
    const begun = inFlight.get(key);
    if (begun !== undefined) return begun;
    const executing = execute().finally(() => inFlight.delete(key));
    inFlight.set(key, executing);
    return executing;
  };
}
