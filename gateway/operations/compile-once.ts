import type { CompiledOperation } from '../execution/executor.ts';
import { UnplannableOperation } from '../planning/planner.ts';
import type { Caller } from '../transport/caller.ts';

export type Compiled = CompiledOperation<Caller>;

/**
 * Compiles when it is first asked to, once for all who ask meanwhile; a promise is given only as long as there is something
 * to wait for. That there is no plan is remembered, any other failure is not.
 *
 * @param onUnplannable told once
 */
export function compileOnce(
  compile: () => Promise<Compiled>,
  onUnplannable: (error: UnplannableOperation) => void,
): () => Compiled | Promise<Compiled> {
  let compiled: Compiled | undefined;
  let pending: Promise<Compiled> | undefined;

  async function begin(): Promise<Compiled> {
    try {
      compiled = await compile();
      return compiled;
    } catch (error) {
      if (error instanceof UnplannableOperation) onUnplannable(error);
      else pending = undefined;
      throw error;
    }
  }

  return () => {
    if (compiled !== undefined) return compiled;
    pending ??= begin();
    return pending;
  };
}
