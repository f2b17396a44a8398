import type { FetchNode } from '@apollo/query-planner';
import { Kind, type SelectionSetNode } from 'graphql';
import { type Data, isObject } from './data.ts';
import { selectionsOf } from './fetch-keys.ts';
import { applyRewrites } from './rewrites.ts';
import type { FitsType } from './types.ts';

/** What a selection set asks of a value of the payload, under the names that it asks for. */
function project(value: unknown, set: SelectionSetNode | undefined, fits: FitsType): unknown {
  if (set === undefined || value === null || value === undefined) return value ?? null;
  if (Array.isArray(value)) return value.map((item) => project(item, set, fits));
  if (!isObject(value)) return null;
  const result: Data = {};
  const typeName = value['__typename'];
  function visit({ selections }: SelectionSetNode, source: Data): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        const given = Object.hasOwn(source, name) ? source[name] : undefined;
        result[selection.alias?.value ?? name] = project(given, selection.selectionSet, fits);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        if (condition === undefined || typeof typeName !== 'string' || fits(typeName, condition)) {
          visit(selection.selectionSet, source);
        }
      }
    }
  }
  visit(set, value);
  return result;
}

/** Puts an event's payload into the data as the answer to a subscription's first fetch, whose one field it is the value of. */
export function answerFromEvent(
  first: FetchNode,
  data: Data,
  payload: Readonly<Record<string, unknown>>,
  fits: FitsType,
): void {
  for (const field of selectionsOf(first).selections) {
    if (field.kind !== Kind.FIELD || field.name.value === '__typename') continue;
    data[field.alias?.value ?? field.name.value] = project(payload, field.selectionSet, fits);
  }
  applyRewrites(data, first.outputRewrites ?? [], fits);
}
