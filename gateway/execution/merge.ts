import { type Data, isObject } from './data.ts';
import type { FitsType } from './types.ts';

/** Assigned to an object it would set the prototype, and missing values would be read from there. */
const PROTOTYPE = '__proto__';

const TYPE = '__typename';

/** Merges what a subgraph answered into an object of the data. */
export type Merge = (target: Data, source: Data) => void;

/**
 * Makes the merge of answers into the data: by reference where only one side has a value; where both hold an object, or
 * lists of one length, member by member. Null does not take the place of what another subgraph gave: a subgraph that fails
 * costs its own fields only. A type takes the place of an interface that it implements, never the other way round: a
 * subgraph may know all objects of an interface by its name alone (`@interfaceObject`).
 */
export function createMerge(fits: FitsType): Merge {
  function mergeInto(target: Data, source: Data): void {
    for (const key in source) {
      if (key === PROTOTYPE) continue;
      const value = source[key];
      const present = target[key];
      if (typeof present === 'object' && present !== null && Object.hasOwn(target, key)) {
        if (value !== null && value !== present) target[key] = merged(present, value);
      } else if (present === undefined || present === null || !Object.hasOwn(target, key)) {
        target[key] = value;
      } else if (value !== null && (key !== TYPE || fits(String(value), String(present)))) {
        target[key] = value;
      }
    }
  }

  function merged(present: object, value: unknown): unknown {
    if (Array.isArray(present)) {
      if (!Array.isArray(value) || value.length !== present.length) return value;
      for (const [index, item] of value.entries()) {
        const before: unknown = present[index];
        if (typeof before !== 'object' || before === null) present[index] = item;
        else if (item !== null && item !== before) present[index] = merged(before, item);
      }
      return present;
    }
    if (!isObject(value)) return value;
    mergeInto(present as Data, value);
    return present;
  }

  return mergeInto;
}

/** A copy that shares nothing with the original. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isObject(value)) return value;
  const copy: Data = {};
  for (const key in value) if (key !== PROTOTYPE) copy[key] = copyOf(value[key]);
  return copy;
}
