import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { Data } from './data.ts';
import type { FitsType } from './types.ts';

/** Writes the representation of an object as JSON text; undefined when a value that it needs is missing. */
type Write = (source: Data) => string | undefined;

/** How the objects of one type are represented to one fetch. */
export interface Representation {
  readonly write: Write;
  /** Where one scalar makes the whole difference between two representations: its key. */
  readonly only: string | undefined;
}

/** Gives how objects of a type are represented; undefined when the fetch is not for that type. */
export type Representations = (typeName: unknown) => Representation | undefined;

/** A value that a representation needs. */
interface Part {
  /** Under which name the subgraph gets it. */
  name: string;
  /** Under which key it lies in the data. */
  key: string;
  /** Of objects: what they need, by the types that the plan names. */
  below: readonly QueryPlanSelectionNode[] | undefined;
}

const FRAGMENT = '... on ';

/** The parts that objects of a type have to give, in order; parts of one key are one. */
function partsOf(selections: readonly QueryPlanSelectionNode[], typeName: string | undefined, fits: FitsType): Part[] {
  const parts = new Map<string, Part>();
  function visit(nodes: readonly QueryPlanSelectionNode[]): void {
    for (const node of nodes) {
      if (node.kind === 'InlineFragment') {
        const { typeCondition } = node;
        if (typeCondition === undefined || (typeName !== undefined && fits(typeName, typeCondition))) {
          visit(node.selections);
        }
        continue;
      }
      const known = parts.get(node.name);
      if (known === undefined) {
        parts.set(node.name, { name: node.name, key: node.alias ?? node.name, below: node.selections });
      } else if (known.below !== undefined && node.selections !== undefined) {
        known.below = [...known.below, ...node.selections];
      }
    }
  }
  visit(selections);
  return [...parts.values()];
}

const own = (source: Data, key: string): unknown => (Object.hasOwn(source, key) ? source[key] : undefined);

/** Text of a part's value; undefined when something that it needs is missing. */
function textOf(value: unknown, below: Part['below'], fits: FitsType): string | undefined {
  if (value === undefined) return undefined;
  if (below === undefined || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => textOf(item, below, fits));
    return items.includes(undefined) ? undefined : `[${items.join(',')}]`;
  }
  if (typeof value !== 'object') return undefined;
  const source = value as Data;
  const typeName = own(source, '__typename');
  return writer(partsOf(below, typeof typeName === 'string' ? typeName : undefined, fits), fits)(source);
}

/** Generic: walks the parts. */
function writer(parts: readonly Part[], fits: FitsType): Write {
  return (source) => {
    const members: string[] = [];
    for (const { name, key, below } of parts) {
      const text = textOf(own(source, key), below, fits);
      if (text === undefined) return undefined;
      members.push(`${JSON.stringify(name)}:${text}`);
    }
    return `{${members.join(',')}}`;
  };
}

/** For scalars, which most representations are made of. */
function scalarWriter(typeName: string, parts: readonly Part[]): Write {
  const start = `{"__typename":${JSON.stringify(typeName)}`;
  const members = parts.map(({ name, key }) => ({ key, label: `,${JSON.stringify(name)}:` }));
  return (source) => {
    let text = start;
    for (const { key, label } of members) {
      const value = source[key];
      if (value === undefined) return undefined;
      text += label + JSON.stringify(value);
    }
    return `${text}}`;
  };
}

/** What the plan sets in representations of a type: the name of the interface as the subgraph knows it. */
function rewrittenTypeName(typeName: string, rewrites: readonly FetchDataRewrite[], fits: FitsType): string {
  let name = typeName;
  for (const rewrite of rewrites) {
    const [at, key] = rewrite.path;
    if (rewrite.kind !== 'ValueSetter' || rewrite.path.length !== 2 || key !== '__typename' || at === undefined) {
      throw new Error(`the plan rewrites representations in a way that is not known: ${JSON.stringify(rewrite)}`);
    }
    if (at.startsWith(FRAGMENT) && fits(typeName, at.slice(FRAGMENT.length))) name = String(rewrite.setValueTo);
  }
  return name;
}

function represent(
  typeName: string,
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[],
  fits: FitsType,
): Representation | undefined {
  const all = partsOf(requires, typeName, fits);
  if (!all.some(({ name }) => name === '__typename')) return undefined;
  const parts = all.filter(({ name }) => name !== '__typename');
  const name = rewrittenTypeName(typeName, rewrites, fits);
  const scalars = parts.every(({ below, key }) => below === undefined && !(key in {}));
  if (!scalars) {
    const write = writer(parts, fits);
    const start = `{"__typename":${JSON.stringify(name)}`;
    return {
      only: undefined,
      write(source) {
        const text = write(source);
        if (text === undefined) return undefined;
        return parts.length === 0 ? `${start}}` : `${start},${text.slice(1)}`;
      },
    };
  }
  const [first] = parts;
  return { write: scalarWriter(name, parts), only: parts.length === 1 ? first?.key : undefined };
}

/**
 * Compiles the `requires` of an entity fetch: one writer for each type of object that it meets.
 *
 * @param requires as the planner gives it; a field with an alias lies in the data under the alias
 */
export function compileRepresentations(
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[],
  fits: FitsType,
): Representations {
  const byType = new Map<string, Representation | undefined>();
  return (typeName) => {
    if (typeof typeName !== 'string') return undefined;
    const known = byType.get(typeName);
    if (known !== undefined || byType.has(typeName)) return known;
    // Type names come from subgraphs: only so many are worth remembering.
    const made = represent(typeName, requires, rewrites, fits);
    if (byType.size < 1_000) byType.set(typeName, made);
    return made;
  };
}
