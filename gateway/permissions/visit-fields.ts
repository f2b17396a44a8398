import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { limitError } from '../limits/limit-error.ts';
import type { ConcreteTypes } from './concrete-types.ts';
import { type Conditions, NEVER } from './conditions.ts';

/** Most fields looked at in one operation, fragments counted wherever they are spread. */
const MAX_FIELDS = 3_000;

/** A response name, and those above it up to the root. */
export interface Place {
  readonly name: string;
  readonly above: Place | undefined;
}

/** Response names from the root. */
export function pathOf(place: Place): string[] {
  const names: string[] = [];
  for (let next: Place | undefined = place; next !== undefined; next = next.above) names.unshift(next.name);
  return names;
}

export interface FieldVisitor {
  /** What must hold for a selection to stand, under what must hold for its parent; NEVER leaves it out. */
  conditions(selection: SelectionNode, above: Conditions | undefined): Conditions | undefined | typeof NEVER;
  /** Looks at a field of one concrete type. @returns whether to go on with what lies below it */
  field(type: GraphQLObjectType, node: FieldNode, place: Place, conditions: Conditions | undefined): boolean;
}

export interface VisitedOperation {
  readonly operation: OperationDefinitionNode;
  readonly root: GraphQLObjectType;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly types: ConcreteTypes;
}

/**
 * Goes through an operation's fields in their order, each for every concrete type that can stand at its place. The fields
 * of introspection itself are passed over.
 *
 * @throws GraphQLError (TOO_MANY_FIELDS) past 3,000 fields, which is also where doubling fragments end
 */
export function visitFields({ operation, root, fragments, types }: VisitedOperation, visitor: FieldVisitor): void {
  let looked = 0;

  function visitField(
    node: FieldNode,
    parents: readonly GraphQLObjectType[],
    above: Place | undefined,
    conditions: Conditions | undefined,
  ) {
    looked += 1;
    if (looked > MAX_FIELDS) {
      throw limitError('TOO_MANY_FIELDS', `The operation has more than ${MAX_FIELDS} fields.`);
    }
    const name = node.name.value;
    if (name.startsWith('__')) return;
    const place: Place = { name: node.alias?.value ?? name, above };
    let passed = parents;
    for (const [index, type] of parents.entries()) {
      const passes = visitor.field(type, node, place, conditions);
      if (!passes && passed === parents) passed = parents.slice(0, index);
      else if (passes && passed !== parents) passed = [...passed, type];
    }
    if (node.selectionSet === undefined || passed.length === 0) return;
    visitSet(node.selectionSet, types.below(passed, name), place, conditions);
  }

  function visitSet(
    { selections }: SelectionSetNode,
    parents: readonly GraphQLObjectType[],
    place: Place | undefined,
    above: Conditions | undefined,
  ) {
    for (const selection of selections) {
      const conditions = visitor.conditions(selection, above);
      if (conditions === NEVER) continue;
      if (selection.kind === Kind.FIELD) {
        visitField(selection, parents, place, conditions);
        continue;
      }
      const body = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (body === undefined) continue;
      const narrowed = types.narrow(parents, body.typeCondition?.name.value);
      if (narrowed.length > 0) visitSet(body.selectionSet, narrowed, place, conditions);
    }
  }

  visitSet(operation.selectionSet, [root], undefined, undefined);
}
