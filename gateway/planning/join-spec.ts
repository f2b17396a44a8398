import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';

/** A type of a supergraph that has fields. */
export type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export const hasFields = (definition: DefinitionNode): definition is FieldsType =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;

/** The name of a type, without list and non-null. */
export const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);

/** The arguments of a directive, as plain values. */
export const argumentsOf = (directive: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));

/** The arguments of each application of a directive. */
export const applicationsOf = (
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  directive: string,
): Record<string, unknown>[] => (node.directives ?? []).filter(({ name }) => name.value === directive).map(argumentsOf);

/** Reads a field set, as `@key` and `@requires` have it. */
export function parseFieldSet(fields: string): SelectionSetNode {
  const [definition] = parse(`{${fields}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`"${fields}" is no field set`);
  return definition.selectionSet;
}

/** The names of the subgraphs as plans have them, by the names that the supergraph's directives use. */
export function subgraphNames(supergraph: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const [graph] = applicationsOf(value, 'join__graph');
      names.set(value.name.value, String(graph?.['name']));
    }
  }
  return names;
}
