import type { SubgraphFault } from './faults.ts';
import { type Expectation, failureOf, type Path } from './reference.ts';
import type { GivenAnswer } from './stock.ts';

/** What is known of a case when its answers are compared. */
export interface CaseFacts {
  readonly expected: Expectation;
  readonly subgraph: { readonly name: string; readonly fault: SubgraphFault } | undefined;
}

export const LOST_WITHOUT_ERROR = 'all data is lost, and there is no error';

const textOf = (path: Path | undefined) => JSON.stringify(path);
const startsWith = (path: Path, prefix: Path) => prefix.every((step, index) => path[index] === step);

/** The one name for all wordings of "this subgraph's fetch failed". */
function normal(message: string, { subgraph }: CaseFacts): string {
  if (subgraph === undefined) return message;
  const { name } = subgraph;
  return [`${name} is at fault`, `The ${name} service is not available.`].includes(message) ? failureOf(name) : message;
}

/** The first place on a path that is null in the data; undefined when the path leads to a value, or nowhere. */
export function nullOn(data: unknown, path: Path): Path | undefined {
  let value = data;
  for (let depth = 0; ; depth += 1) {
    if (value === null) return path.slice(0, depth);
    const step = path[depth];
    if (step === undefined || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
}

/** Whether a path can be walked in the data, as far as there is data. */
export function leadsThrough(data: unknown, path: Path): boolean {
  let value = data;
  for (const step of path) {
    if (value === null) return true;
    if (typeof value !== 'object' || !Object.hasOwn(value as object, step)) return false;
    if (Array.isArray(value) !== (typeof step === 'number')) return false;
    value = Reflect.get(value as object, step);
  }
  return true;
}

/** Where two texts part. */
export function partingOf(expected: string, given: string): string {
  let at = 0;
  while (at < expected.length && expected[at] === given[at]) at += 1;
  const from = Math.max(0, at - 60);
  return `expected …${expected.slice(from, at + 60)}\n     got …${given.slice(from, at + 60)}`;
}

/** Below a null nobody knows the types of what was there: an error may stand at what other types call its field. */
function isAliasBelowNull(data: unknown, path: Path, message: string, { errors }: Expectation): boolean {
  const place = nullOn(data, path);
  if (place === undefined || place.length >= path.length) return false;
  return errors.some(
    (one) => one.message === message && one.path.length === path.length && startsWith(one.path, path.slice(0, -1)),
  );
}

/**
 * Compares the errors of an answer with what they have to be:
 * - each is one that some order of execution meets, at its path in the client's names;
 * - each loss of data is told: of the errors that lie on or below one null at least one is there.
 */
export function compareErrors(given: GivenAnswer, facts: CaseFacts): string[] {
  const { expected, subgraph } = facts;
  const problems: string[] = [];
  const data: unknown = JSON.parse(expected.data);
  const failure = subgraph === undefined ? undefined : failureOf(subgraph.name);
  const harmless = subgraph?.fault === 'lost-error' || subgraph?.fault === 'stray-error';
  const known = new Set(expected.errors.map(({ path, message }) => `${textOf(path)} ${message}`));
  const errors = given.errors.map(({ message, path }) => ({ path, message: normal(message, facts) }));

  for (const { message, path } of errors) {
    if (path !== undefined && !leadsThrough(data, path))
      problems.push(`an error's path leads nowhere: ${textOf(path)} ${message}`);
    if (known.has(`${textOf(path)} ${message}`)) continue;
    if (harmless && message === failure) continue;
    if (expected.hidden.has(message)) continue;
    if (expected.asksTooMuch && message.endsWith('is at fault') && path !== undefined) continue;
    if (path !== undefined && isAliasBelowNull(data, path, message, expected)) continue;
    if (expected.data === 'null' && expected.errors.length === 0) continue;
    problems.push(`unexpected error at ${textOf(path)}: ${message}`);
  }
  for (const one of expected.errors) {
    const place = nullOn(data, one.path);
    if (place === undefined) {
      problems.push(`the reference's error is not at a null: ${textOf(one.path)}`);
      continue;
    }
    const told = errors.some(
      ({ message, path }) => path !== undefined && startsWith(path, place) && known.has(`${textOf(path)} ${message}`),
    );
    if (!told) problems.push(`no error for the loss at ${textOf(place)}: ${one.message} at ${textOf(one.path)}`);
  }
  if (expected.data === 'null' && errors.length === 0) problems.push(LOST_WITHOUT_ERROR);
  return problems;
}

/** Compares an answer with the reference's. Nothing when they agree. */
export function compareAnswers(given: GivenAnswer, facts: CaseFacts): string[] {
  const { expected } = facts;
  const data = given.data ?? 'null';
  if (data !== expected.data) return [`data differs:\n${partingOf(expected.data, data)}`];
  return compareErrors(given, facts);
}

/**
 * For cases in which it depends on the plan what is lost: whatever is there must be what a healthy answer has there, an
 * error's path must lead through the data.
 *
 * @param typesMayBeLost whether which object it is can be lost with a fetch (@interfaceObject): then fragments do not apply
 */
export function checkSoundness(given: GivenAnswer, healthy: string, typesMayBeLost: boolean): string[] {
  const problems: string[] = [];
  const data: unknown = JSON.parse(given.data ?? 'null');
  function walk(mine: unknown, whole: unknown, path: Path): void {
    if (mine === null) return;
    if (Array.isArray(mine) && Array.isArray(whole) && mine.length === whole.length) {
      for (const [index, item] of mine.entries()) walk(item, whole[index], [...path, index]);
    } else if (typeof mine === 'object' && typeof whole === 'object' && whole !== null) {
      const keys = Object.keys(mine).join();
      if (keys !== Object.keys(whole).join() && !typesMayBeLost)
        problems.push(`other members at ${textOf(path)}: ${keys}`);
      for (const [key, value] of Object.entries(mine)) walk(value, Reflect.get(whole, key), [...path, key]);
    } else if (mine !== whole) {
      problems.push(`${textOf(path)} is ${JSON.stringify(mine)}, healthy it is ${JSON.stringify(whole)}`);
    }
  }
  walk(data, JSON.parse(healthy), []);
  if (given.data !== healthy && given.errors.length === 0 && given.data === 'null')
    problems.push('lost without an error');
  for (const { path, message } of given.errors) {
    if (path !== undefined && !leadsThrough(data, path))
      problems.push(`an error's path leads nowhere: ${textOf(path)} ${message}`);
  }
  return problems;
}
