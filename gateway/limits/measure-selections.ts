import { type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** How large a selection set is when every fragment is spread out. */
export interface SelectionSize {
  /** Fields, at every depth. */
  readonly fields: number;
  /** Of these, those with an alias. */
  readonly aliases: number;
  /** Fields at the first level. */
  readonly width: number;
  /** Fields within fields. */
  readonly depth: number;
}

export interface SelectionMeasure {
  of(selectionSet: SelectionSetNode): SelectionSize;
  /** Whether something measured so far spreads the fragment. */
  hasMet(fragment: FragmentDefinitionNode): boolean;
  /** The name of a fragment that was met within itself, where it counted as empty. */
  withinItself(): string | undefined;
}

const NOTHING: SelectionSize = { fields: 0, aliases: 0, width: 0, depth: 0 };

/** Measures each fragment once, however often it is spread: 2²⁰ fields from 20 doubling fragments are 40 additions. */
export function measureSelections(fragments: ReadonlyMap<string, FragmentDefinitionNode>): SelectionMeasure {
  const known = new Map<FragmentDefinitionNode, SelectionSize>();
  const underWay = new Set<FragmentDefinitionNode>();
  let cyclic: string | undefined;

  function ofFragment(name: string): SelectionSize {
    const fragment = fragments.get(name);
    if (fragment === undefined) return NOTHING;
    const before = known.get(fragment);
    if (before !== undefined) return before;
    if (underWay.has(fragment)) {
      cyclic = name;
      return NOTHING;
    }
    underWay.add(fragment);
    const size = of(fragment.selectionSet);
    underWay.delete(fragment);
    known.set(fragment, size);
    return size;
  }

  function of({ selections }: SelectionSetNode): SelectionSize {
    let fields = 0;
    let aliases = 0;
    let width = 0;
    let depth = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const below = selection.selectionSet === undefined ? NOTHING : of(selection.selectionSet);
        fields += 1 + below.fields;
        aliases += below.aliases + (selection.alias === undefined ? 0 : 1);
        width += 1;
        depth = Math.max(depth, 1 + below.depth);
      } else {
        const size =
          selection.kind === Kind.INLINE_FRAGMENT ? of(selection.selectionSet) : ofFragment(selection.name.value);
        fields += size.fields;
        aliases += size.aliases;
        width += size.width;
        depth = Math.max(depth, size.depth);
      }
    }
    return { fields, aliases, width, depth };
  }

  return { of, hasMet: (fragment) => known.has(fragment), withinItself: () => cyclic };
}
