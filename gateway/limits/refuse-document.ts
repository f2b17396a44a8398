import { type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind } from 'graphql';
import { graphError } from '#platform/subgraph/errors.ts';
import { countOverlaps } from './count-overlaps.ts';
import { limitError } from './limit-error.ts';
import { measureSelections } from './measure-selections.ts';
import { rootSelectionIsConditional } from './subscription-conditions.ts';

/** What is counted before a parsed document is validated; `Infinity` takes a limit away. */
export interface SelectionLimits {
  /** Fields within fields, fragments spread out; the introspection query of graphql-js has 15. */
  readonly depth: number;
  /** Fields of all operations, fragments spread out. */
  readonly fields: number;
  /** Fields of one operation's root, fragments spread out. */
  readonly rootFields: number;
  /** Fields with an alias of one operation, fragments spread out. */
  readonly aliases: number;
  /**
   * Comparisons that fields of one name at one place cost validation: for n of them n - 1 times the fields and values in
   * their arguments, summed over all places. 0.3 µs each.
   */
  readonly overlaps: number;
}

const withinItself = (name: string) =>
  new GraphQLError(`Cannot spread fragment "${name}" within itself.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });

/**
 * Makes the check of a parsed document, which spreads fragments out without going through one twice. Besides the limits it
 * refuses fragments within themselves (GRAPHQL_VALIDATION_FAILED, as validation would, later) and a subscription's root
 * field with @skip or @include (BAD_USER_INPUT).
 */
export function createDocumentRefusal(limits: SelectionLimits): (document: DocumentNode) => GraphQLError | undefined {
  return ({ definitions }) => {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    const measure = measureSelections(fragments);
    const roots = [];
    let fields = 0;
    for (const definition of definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const size = measure.of(definition.selectionSet);
      roots.push(definition.selectionSet);
      fields += size.fields;
      if (size.depth > limits.depth) {
        return limitError('TOO_DEEP', `An operation is at most ${limits.depth} fields deep, this one ${size.depth}.`);
      }
      if (size.width > limits.rootFields) {
        return limitError(
          'TOO_MANY_ROOT_FIELDS',
          `An operation has at most ${limits.rootFields} root fields, this one ${size.width}.`,
        );
      }
      if (size.aliases > limits.aliases) {
        return limitError(
          'TOO_MANY_ALIASES',
          `An operation has at most ${limits.aliases} fields with an alias, this one ${size.aliases}.`,
        );
      }
      if (definition.operation === 'subscription' && rootSelectionIsConditional(definition, fragments)) {
        return graphError('BAD_USER_INPUT', 'The root field of a subscription takes no @skip and no @include.');
      }
    }
    // Validation goes through those that nothing spreads as well.
    for (const fragment of fragments.values()) {
      if (measure.hasMet(fragment)) continue;
      fields += measure.of(fragment.selectionSet).fields;
      roots.push(fragment.selectionSet);
    }
    const cyclic = measure.withinItself();
    if (cyclic !== undefined) return withinItself(cyclic);
    if (fields > limits.fields) {
      return limitError(
        'TOO_MANY_FIELDS',
        `A document has at most ${limits.fields} fields, fragments spread out, this one ${fields}.`,
      );
    }
    if (countOverlaps(roots, fragments, limits.overlaps) > limits.overlaps) {
      return limitError(
        'TOO_MANY_OVERLAPS',
        `Fields of one name at one place take more than ${limits.overlaps} comparisons.`,
      );
    }
    return undefined;
  };
}
