import { type FieldNode, type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { getArgumentValues } from 'graphql/execution/values.js';
import { graphError } from '#platform/subgraph/errors.ts';
import type { PreparedOperation } from '../operations/graph.ts';

/** The one field of a subscription. */
export interface RootField {
  name: string;
  /** What an event is shown as. */
  type: GraphQLObjectType;
  args: Record<string, unknown>;
}

type Fragments = Parameters<typeof collectFields>[1];

/**
 * Finds what is subscribed to.
 *
 * @param variables coerced
 * @throws GraphQLError (BAD_USER_INPUT) when it is not exactly one field of the graph
 */
export function rootFieldOf(
  schema: GraphQLSchema,
  { document, operation }: Pick<PreparedOperation, 'document' | 'operation'>,
  variables: Record<string, unknown>,
): RootField {
  const root = schema.getSubscriptionType();
  const fields: FieldNode[] = [];
  if (operation.operation === 'subscription' && root !== undefined && root !== null) {
    const fragments: Fragments = {};
    for (const definition of document.definitions) {
      if (definition.kind === 'FragmentDefinition') fragments[definition.name.value] = definition;
    }
    for (const [node] of collectFields(schema, fragments, variables, root, operation.selectionSet).values()) {
      if (node !== undefined) fields.push(node);
    }
  }
  const [node, ...others] = fields;
  const field = node === undefined ? undefined : root?.getFields()[node.name.value];
  const type = field === undefined ? undefined : getNamedType(field.type);
  if (node === undefined || field === undefined || others.length > 0 || !isObjectType(type)) {
    throw graphError('BAD_USER_INPUT', 'A subscription selects exactly one field.');
  }
  return { name: field.name, type, args: getArgumentValues(field, node, variables) };
}
