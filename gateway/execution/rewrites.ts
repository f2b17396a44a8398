import type { FetchDataRewrite } from '@apollo/query-planner';
import { type Data, isObject } from './data.ts';
import type { FitsType } from './types.ts';

const FRAGMENT = '... on ';

function rename(object: Data, from: string, to: string): void {
  if (!Object.hasOwn(object, from)) return;
  object[to] = object[from];
  delete object[from];
}

function applyAt(value: unknown, path: readonly string[], fits: FitsType, apply: (object: Data) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) applyAt(item, path, fits, apply);
    return;
  }
  if (!isObject(value)) return;
  const [step, ...rest] = path;
  if (step === undefined) {
    apply(value);
  } else if (step.startsWith(FRAGMENT)) {
    const typeName = value['__typename'];
    const condition = step.slice(FRAGMENT.length);
    if (typeof typeName !== 'string' || fits(typeName, condition)) applyAt(value, rest, fits, apply);
  } else if (Object.hasOwn(value, step)) {
    applyAt(value[step], rest, fits, apply);
  }
}

/**
 * Changes an answer as the plan says: fields that one subgraph cannot give under one name, because their types differ, come
 * under private names and get their own here.
 */
export function applyRewrites(value: unknown, rewrites: readonly FetchDataRewrite[], fits: FitsType): void {
  for (const rewrite of rewrites) {
    const key = rewrite.path.at(-1);
    if (key === undefined) continue;
    applyAt(value, rewrite.path.slice(0, -1), fits, (object) => {
      if (rewrite.kind === 'KeyRenamer') rename(object, key, rewrite.renameKeyTo);
      else object[key] = rewrite.setValueTo;
    });
  }
}
