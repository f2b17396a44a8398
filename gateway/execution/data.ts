/** An object out of JSON, or one that the executor put together. */
export type Data = Record<string, unknown>;

/** Steps from the root of the data: keys, and positions in lists. */
export type DataPath = readonly (string | number)[];

/** Whether a value is an object and no list. */
export const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Steps of a plan's path: keys, and `@` for every element of a list. */
export type PlanPath = readonly string[];

/** The objects at a plan's path, in order; what is null or missing on the way is left out. */
export function findTargets(root: Data, path: PlanPath): Data[] {
  let values: object[] = [root];
  for (const key of path) {
    const next: object[] = [];
    for (const value of values) {
      if (key !== '@') {
        // What every object inherits is no object: a value that is missing is not read from there.
        const member: unknown = Array.isArray(value) ? undefined : (value as Data)[key];
        if (typeof member === 'object' && member !== null) next.push(member);
      } else if (Array.isArray(value)) {
        for (const item of value) if (typeof item === 'object' && item !== null) next.push(item);
      }
    }
    values = next;
  }
  return values.some(Array.isArray) ? values.flat(Infinity).filter(isObject) : (values as Data[]);
}

/** As `findTargets`, with the place of each: an object that stands at several places is given once for each. */
export function findPlaces(root: unknown, path: PlanPath): { target: Data; path: DataPath }[] {
  const found: { target: Data; path: DataPath }[] = [];
  function walk(value: unknown, step: number, at: DataPath): void {
    if (typeof value !== 'object' || value === null) return;
    const key = path[step];
    if (Array.isArray(value)) {
      if (key === '@' || key === undefined) {
        for (const [index, item] of value.entries()) walk(item, key === '@' ? step + 1 : step, [...at, index]);
      }
    } else if (key === undefined) {
      found.push({ target: value as Data, path: at });
    } else if (Object.hasOwn(value, key)) {
      walk((value as Data)[key], step + 1, [...at, key]);
    }
  }
  walk(root, 0, []);
  return found;
}
