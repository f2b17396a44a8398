import type { ExecutionResult } from 'graphql';
import { type SubgraphFault, subgraphMessage } from './faults.ts';
import { hashOf } from './random.ts';

export const INJECTED = 'INJECTED';

/**
 * Adds members that nobody asked for to every object that is none of a custom scalar: those have a prototype. Never under the
 * name of a field: what is a field is believed, whoever gives it.
 */
function addKeys(value: unknown, names: ReadonlySet<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const member of Object.values(value)) addKeys(member, names);
  if (Array.isArray(value) || Object.getPrototypeOf(value) !== null) return;
  const extra = { id: 'evil', name: 'evil', __typename: 'Evil', polluted: true };
  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'extra']) {
    if (Object.hasOwn(value, key) || names.has(key)) continue;
    Object.defineProperty(value, key, { value: extra, enumerable: true, configurable: true, writable: true });
  }
}

const STRAY: readonly unknown[] = [
  ['nope'],
  ['_entities'],
  ['_entities', 99, 'x'],
  ['_entities', 'x'],
  [0],
  'text',
  [{}],
  null,
  [],
  ['_entities', 0, 'nope', 1],
];

/**
 * An answer as a subgraph gives it that is at fault all the time.
 *
 * @param names of all fields of the graph
 */
export function spoiled(
  result: ExecutionResult,
  fault: SubgraphFault,
  subgraph: string,
  body: string,
  names: ReadonlySet<string>,
): string {
  const error = { message: subgraphMessage(subgraph), extensions: { code: INJECTED } };
  const entities: unknown = result.data?.['_entities'];
  const withEntities = (list: unknown) =>
    JSON.stringify(Array.isArray(entities) ? { ...result, data: { _entities: list } } : result);
  const list = Array.isArray(entities) ? (entities as unknown[]) : [];
  switch (fault) {
    case 'refuses':
    case 'no-json':
      return '<html>503</html>';
    case 'no-object':
      return '[]';
    case 'empty':
      return '{}';
    case 'data-no-object':
      return '{"data":"x"}';
    case 'null-data':
      return JSON.stringify({ data: null, errors: [error] });
    case 'errors-only':
      return JSON.stringify({ errors: [error, error] });
    case 'errors-no-list':
      return JSON.stringify({ data: result.data, errors: {} });
    case 'null-entities':
      return withEntities(null);
    case 'short-entities':
      return withEntities(list.slice(1));
    case 'long-entities':
      return withEntities([...list, null]);
    case 'entities-no-list':
      return withEntities({ 0: list[0] ?? null, length: list.length });
    case 'lost-error':
      return JSON.stringify({ ...result, errors: [...(result.errors ?? []), error] });
    case 'stray-error': {
      const path = STRAY[hashOf(body) % STRAY.length];
      return JSON.stringify({ ...result, errors: [...(result.errors ?? []), { ...error, path }] });
    }
    case 'extra-keys':
      addKeys(result.data, names);
      return JSON.stringify(result);
    case 'numeric-ids':
    case 'broken-keys':
      return JSON.stringify(result);
  }
}
