import type { Data } from './data.ts';
import type { Representation, Representations } from './representations.ts';

/**
 * The representations of objects, equal ones once, and which one is whose.
 *
 * @returns texts of the representations, and for each object the position of its own among them, -1 for none
 */
export function representObjects(objects: readonly Data[], represent: Representations) {
  const slots: number[] = [];
  const texts: string[] = [];
  const byText = new Map<string, number>();
  // Where one string makes the difference the whole text need not be written to find it: by type.
  const byValue = new Map<Representation, Map<string, number>>();
  let values = new Map<string, number>();
  let typeName: unknown;
  let representation: Representation | undefined;
  for (const object of objects) {
    // Mostly all objects are of one type.
    if (object['__typename'] !== typeName) {
      typeName = object['__typename'];
      representation = represent(typeName);
      if (representation !== undefined) {
        values = byValue.get(representation) ?? new Map();
        byValue.set(representation, values);
      }
    }
    if (representation === undefined) {
      slots.push(-1);
      continue;
    }
    const { only, write } = representation;
    const value = only === undefined ? undefined : object[only];
    const known = typeof value === 'string' ? values : byText;
    const text = known === byText ? write(object) : undefined;
    const key = typeof value === 'string' ? value : text;
    if (key === undefined) {
      slots.push(-1);
      continue;
    }
    let slot = known.get(key);
    if (slot === undefined) {
      slot = texts.push(text ?? write(object) ?? 'null') - 1;
      known.set(key, slot);
    }
    slots.push(slot);
  }
  return { slots, texts };
}
