import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';

const isIntrospection = ({ name }: FieldNode) => name.value === '__schema' || name.value === '__type';

/** Answers what an operation asks of the schema itself: JSON texts of `__schema` and `__type`, by response name. */
export function introspect(
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
  rootFields: ReadonlyMap<string, readonly FieldNode[]>,
  variables: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const selections = [...rootFields.values()].flat().filter(isIntrospection);
  if (selections.length === 0) return {};
  const asked = { ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
  const { data, errors } = executeSync({
    schema,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [asked, ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)],
    },
    variableValues: variables,
  });
  if (data === undefined || data === null) throw errors?.[0] ?? new Error('the schema could not be asked');
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, JSON.stringify(value)]));
}
