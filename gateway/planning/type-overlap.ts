import { type DocumentNode, Kind } from 'graphql';

/** Whether an object can be of both types. */
export type Overlaps = (one: string, other: string) => boolean;

/** By a supergraph, which knows every type that there is. */
export function typeOverlap(supergraph: DocumentNode): Overlaps {
  const objects = new Map<string, Set<string>>();
  function add(type: string, object: string): void {
    const known = objects.get(type) ?? new Set<string>();
    objects.set(type, known.add(object));
  }
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const member of definition.types ?? []) add(definition.name.value, member.name.value);
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    add(definition.name.value, definition.name.value);
    for (const implemented of definition.interfaces ?? []) add(implemented.name.value, definition.name.value);
  }
  return (one, other) => {
    const both = objects.get(other);
    return one === other || [...(objects.get(one) ?? [])].some((object) => both?.has(object));
  };
}
