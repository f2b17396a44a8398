import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { dataKeyOf } from './data-key.ts';
import { argumentsOf, type FieldsType, hasFields, namedType, parseFieldSet, subgraphNames } from './join-spec.ts';

/** What `@requires` of a supergraph want with arguments. */
export interface RequiredArguments {
  /** A supergraph in which these wants have fields of their own, without arguments. */
  readonly supergraph: DocumentNode;
  /** What is meant by such a field, by its name. */
  readonly meanings: ReadonlyMap<string, FieldNode>;
  /** What a field requires, of the supergraph made here. @param subgraph as plans name it */
  requirementsOf(subgraph: string, typeName: string, fieldName: string): SelectionSetNode | undefined;
}

const requiresOf = (directive: ConstDirectiveNode): string | undefined => {
  const requires = directive.name.value === 'join__field' ? argumentsOf(directive)['requires'] : undefined;
  return typeof requires === 'string' ? requires : undefined;
};

const isJoin = ({ name }: ConstDirectiveNode): boolean => name.value === 'join__field';

/**
 * Two `@requires` that want one field with different arguments are merged by the planner into one, silently wrong
 * (@apollo/query-planner 2.14.4). So each such want becomes a field without arguments, resolved where the field itself is,
 * in a supergraph that only the planner sees; in finished plans it is written back.
 *
 * @returns undefined when no `@requires` has an argument
 */
export function requiredArguments(supergraph: DocumentNode): RequiredArguments | undefined {
  const types = new Map<string, FieldsType>();
  for (const definition of supergraph.definitions) {
    if (hasFields(definition)) types.set(definition.name.value, definition);
  }
  const meanings = new Map<string, FieldNode>();
  /** Fields to add, by type and name. */
  const added = new Map<string, Map<string, FieldDefinitionNode>>();
  const requirements = new Map<string, SelectionSetNode>();

  function add(type: FieldsType, field: FieldNode, name: string): void {
    const original = type.fields?.find((candidate) => candidate.name.value === field.name.value);
    const ofType = added.get(type.name.value) ?? new Map<string, FieldDefinitionNode>();
    if (original === undefined || ofType.has(name)) return;
    added.set(type.name.value, ofType);
    ofType.set(name, {
      kind: Kind.FIELD_DEFINITION,
      name: { kind: Kind.NAME, value: name },
      type: original.type,
      directives: (original.directives ?? []).filter(isJoin),
    });
    for (const other of types.values()) {
      if (other.interfaces?.some((implemented) => implemented.name.value === type.name.value)) add(other, field, name);
    }
  }

  function withoutArguments(set: SelectionSetNode, type: FieldsType | undefined): SelectionSetNode {
    return {
      ...set,
      selections: set.selections.map((selection): SelectionNode => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value;
          const below = condition === undefined ? type : types.get(condition);
          return { ...selection, selectionSet: withoutArguments(selection.selectionSet, below) };
        }
        return withoutArgumentsField(selection, type);
      }),
    };
  }

  function withoutArgumentsField(field: FieldNode, type: FieldsType | undefined): FieldNode {
    const definition = type?.fields?.find(({ name }) => name.value === field.name.value);
    const below = definition && types.get(namedType(definition.type));
    const kept: FieldNode = {
      ...field,
      ...(field.selectionSet === undefined ? {} : { selectionSet: withoutArguments(field.selectionSet, below) }),
    };
    if (type === undefined || definition === undefined) return kept;
    if (field.arguments === undefined || field.arguments.length === 0) return kept;
    const name = `${dataKeyOf(field, false)}_required`;
    meanings.set(name, field);
    add(type, field, name);
    return { ...kept, name: { kind: Kind.NAME, value: name }, arguments: [] };
  }

  function rewrite(directive: ConstDirectiveNode, type: FieldsType): ConstDirectiveNode {
    const requires = requiresOf(directive);
    if (requires === undefined) return directive;
    const set = withoutArguments(parseFieldSet(requires), type);
    const value = { kind: Kind.STRING, value: print(set).slice(1, -1) } as const;
    return {
      ...directive,
      arguments: (directive.arguments ?? []).map((argument) =>
        argument.name.value === 'requires' ? { ...argument, value } : argument,
      ),
    };
  }

  const rewriteField = (field: FieldDefinitionNode, type: FieldsType): FieldDefinitionNode => ({
    ...field,
    directives: (field.directives ?? []).map((directive) => rewrite(directive, type)),
  });

  /** Wants of the wanted fields themselves included: those are copies of fields that are rewritten here as well. */
  const withFields = (definition: FieldsType): FieldsType => {
    const more = [...(added.get(definition.name.value)?.values() ?? [])];
    const fields = [...(definition.fields ?? []), ...more].map((field) => rewriteField(field, definition));
    return { ...definition, fields };
  };

  for (const type of types.values()) withFields(type);
  if (meanings.size === 0) return undefined;
  const rewritten: DocumentNode = {
    ...supergraph,
    definitions: supergraph.definitions.map((definition) =>
      hasFields(definition) ? withFields(definition) : definition,
    ),
  };

  const names = subgraphNames(supergraph);
  for (const definition of rewritten.definitions) {
    if (!hasFields(definition)) continue;
    for (const field of definition.fields ?? []) {
      for (const directive of field.directives ?? []) {
        const requires = requiresOf(directive);
        if (requires === undefined) continue;
        const subgraph = names.get(String(argumentsOf(directive)['graph']));
        requirements.set(`${subgraph} ${definition.name.value} ${field.name.value}`, parseFieldSet(requires));
      }
    }
  }

  return {
    supergraph: rewritten,
    meanings,
    requirementsOf: (subgraph, typeName, fieldName) => requirements.get(`${subgraph} ${typeName} ${fieldName}`),
  };
}
