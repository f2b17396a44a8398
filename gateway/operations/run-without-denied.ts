import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Answer } from '../execution/executor.ts';
import type { CompiledPermissions, DeniedField } from '../permissions/create-permissions.ts';
import type { Caller } from '../transport/caller.ts';
import type { compileOnce } from './compile-once.ts';
import { EMPTY_DATA } from './refusals.ts';

/** Variants kept of one operation: there are about as many as sets of roles. */
const MAX_VARIANTS = 20;

type Compiling = ReturnType<typeof compileOnce>;

/** Makes the run of a query without the fields that are denied to its caller; each variant is compiled once. */
export function createRunWithoutDenied(allowed: CompiledPermissions, compiling: (of: DocumentNode) => Compiling) {
  const variants = new LRUCache<string, { compile: Compiling | undefined }>({ max: MAX_VARIANTS });

  function variantOf(denied: readonly DeniedField[]): Compiling | undefined {
    const key = allowed.keyOf(denied);
    const known = variants.get(key);
    if (known !== undefined) return known.compile;
    const left = allowed.prune(denied);
    const compile = left === undefined ? undefined : compiling(left);
    variants.set(key, { compile });
    return compile;
  }

  return async (
    denied: readonly DeniedField[],
    variables: Readonly<Record<string, unknown>>,
    caller: Caller,
  ): Promise<Answer> => {
    const compiled = await variantOf(denied)?.();
    const answer =
      compiled === undefined ? { data: EMPTY_DATA, errors: [] } : await compiled.execute(variables, caller);
    return allowed.complete(denied, variables, answer);
  };
}
