import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  getOperationAST,
  type InlineFragmentNode,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { dataKeyOf } from './data-key.ts';
import { conditionOf, deferLabels, deferOf, fragmentsOf } from './defer-labels.ts';
import { type PlanRequest, UnplannableOperation } from './planner.ts';

/** Deferred parts of one operation, counted once for each spread of the fragment that they stand in. */
const MAX_DEFERRED = 1_000;

/** Variables in `if` of `@defer`: the planner makes a plan for every combination of their values. */
const MAX_DEFER_CONDITIONS = 5;

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** Whether `@skip` or `@include` lets its selection stand; undefined for other directives. */
function letsStand(directive: DirectiveNode, conditions: PlanRequest['conditions']): boolean | undefined {
  const name = directive.name.value;
  if (name !== 'skip' && name !== 'include') return undefined;
  const condition = conditionOf(directive);
  const holds =
    condition?.kind === Kind.VARIABLE
      ? conditions[condition.name.value] === true
      : condition?.kind === Kind.BOOLEAN && condition.value;
  return holds === (name === 'include');
}

/**
 * A client's operation as it is planned: every field under its data key instead of the client's alias, without introspection,
 * `__typename` of the root and what `@skip` and `@include` leave out, and with nothing that is then not used.
 * Named fragments stay named and are visited once each, so that fragments which double what they hold cost nothing here;
 * only those that put something off are written out, because each of their deferred parts needs a label of its own.
 *
 * @param conditions values of the variables that `@skip` and `@include` look at. A plan for all values would ask for entities
 *   by what only one branch has fetched, and leave them out where it has not (@apollo/query-planner 2.14.4).
 * @param defer false: as if `@defer` were not there. At the root of a mutation, and in a subscription, it is never heeded.
 * @returns undefined when nothing is left to plan
 * @throws UnplannableOperation when the document has no such operation, or too many deferred parts
 */
export function canonicalOperation(
  document: DocumentNode,
  operationName: string | undefined,
  defer: boolean,
  conditions: PlanRequest['conditions'],
): DocumentNode | undefined {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new UnplannableOperation('The document has no such operation.');
  const ofMutation = operation.operation === OperationTypeNode.MUTATION;
  const heedsDefer = defer && operation.operation !== OperationTypeNode.SUBSCRIPTION;
  const fragments = fragmentsOf(document);
  const labels: ReadonlyMap<SelectionNode, string> = heedsDefer ? deferLabels(document, operationName) : new Map();
  const defersBelow = new Map<string, boolean>();
  const definitions = new Map<string, FragmentDefinitionNode | undefined>();
  const deferConditions = new Set<string>();
  let deferred = 0;

  /** Whether the fragment puts anything off, at any depth. */
  function putsOff(name: string): boolean {
    const known = defersBelow.get(name);
    if (known !== undefined) return known;
    defersBelow.set(name, false);
    const fragment = fragments.get(name);
    const answer = fragment !== undefined && anyPutOff(fragment.selectionSet);
    defersBelow.set(name, answer);
    return answer;
  }

  const anyPutOff = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (labels.has(selection)) return true;
      if (selection.kind === Kind.FRAGMENT_SPREAD) return putsOff(selection.name.value);
      return selection.selectionSet !== undefined && anyPutOff(selection.selectionSet);
    });

  /** What is left of the directives; undefined when the selection never stands. */
  function directivesOf(selection: SelectionNode, atRoot: boolean): DirectiveNode[] | undefined {
    const left: DirectiveNode[] = [];
    for (const directive of selection.directives ?? []) {
      const stands = letsStand(directive, conditions);
      if (stands === false) return undefined;
      if (stands === true || directive.name.value === 'defer') continue;
      left.push(directive);
    }
    const label = labels.get(selection);
    if (selection.kind === Kind.FIELD || label === undefined || (ofMutation && atRoot)) return left;
    deferred += 1;
    if (deferred > MAX_DEFERRED) throw new UnplannableOperation(`More than ${MAX_DEFERRED} deferred parts.`);
    left.push(deferDirective(selection, `${label}_${deferred}`));
    return left;
  }

  function deferDirective(place: FragmentSpreadNode | InlineFragmentNode, label: string): DirectiveNode {
    const defer = deferOf(place);
    const condition = defer === undefined ? undefined : conditionOf(defer);
    const name = { kind: Kind.NAME, value: 'label' } as const;
    const labelled = { kind: Kind.ARGUMENT, name, value: { kind: Kind.STRING, value: label } } as const;
    const kept = defer?.arguments?.filter((argument) => argument.value === condition) ?? [];
    if (condition?.kind === Kind.VARIABLE) deferConditions.add(condition.name.value);
    if (deferConditions.size > MAX_DEFER_CONDITIONS) {
      throw new UnplannableOperation(`More than ${MAX_DEFER_CONDITIONS} variables decide what is deferred.`);
    }
    return {
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: 'defer' },
      arguments: condition?.kind === Kind.VARIABLE ? [labelled, ...kept] : [labelled],
    };
  }

  function fieldOf(field: FieldNode, atRoot: boolean): FieldNode | undefined {
    const name = field.name.value;
    if (name === '__schema' || name === '__type' || (atRoot && name === '__typename')) return undefined;
    const directives = directivesOf(field, atRoot);
    if (directives === undefined) return undefined;
    const key = dataKeyOf(field, ofMutation && atRoot);
    const below = field.selectionSet === undefined ? undefined : selectionsOf(field.selectionSet, false);
    return {
      kind: Kind.FIELD,
      name: field.name,
      directives,
      ...(key === name ? {} : { alias: { kind: Kind.NAME, value: key } }),
      ...(field.arguments === undefined ? {} : { arguments: field.arguments }),
      ...(below === undefined ? {} : { selectionSet: setOf(below.length === 0 ? [TYPENAME] : below) }),
    };
  }

  function inlineOf(
    fragment: InlineFragmentNode | FragmentDefinitionNode,
    directives: readonly DirectiveNode[],
    atRoot: boolean,
  ): InlineFragmentNode | undefined {
    const selections = selectionsOf(fragment.selectionSet, atRoot);
    if (selections.length === 0) return undefined;
    const { typeCondition } = fragment;
    return {
      kind: Kind.INLINE_FRAGMENT,
      directives,
      selectionSet: setOf(selections),
      ...(typeCondition === undefined ? {} : { typeCondition }),
    };
  }

  /** The definition of a fragment: one for the root, where keys and `__typename` have another meaning, one for elsewhere. */
  function definitionOf(fragment: FragmentDefinitionNode, atRoot: boolean): FragmentDefinitionNode | undefined {
    const key = `${atRoot} ${fragment.name.value}`;
    if (definitions.has(key)) return definitions.get(key);
    const name = { kind: Kind.NAME, value: `f${definitions.size}` } as const;
    definitions.set(key, undefined);
    const selections = selectionsOf(fragment.selectionSet, atRoot);
    const { typeCondition } = fragment;
    const definition: FragmentDefinitionNode | undefined =
      selections.length === 0
        ? undefined
        : { kind: Kind.FRAGMENT_DEFINITION, name, typeCondition, selectionSet: setOf(selections) };
    definitions.set(key, definition);
    return definition;
  }

  function selectionOf(selection: SelectionNode, atRoot: boolean): SelectionNode | undefined {
    if (selection.kind === Kind.FIELD) return fieldOf(selection, atRoot);
    const directives = directivesOf(selection, atRoot);
    if (directives === undefined) return undefined;
    if (selection.kind === Kind.INLINE_FRAGMENT) return inlineOf(selection, directives, atRoot);
    const fragment = fragments.get(selection.name.value);
    if (fragment === undefined) return undefined;
    if (putsOff(fragment.name.value)) return inlineOf(fragment, directives, atRoot);
    const definition = definitionOf(fragment, atRoot);
    return definition && { kind: Kind.FRAGMENT_SPREAD, name: definition.name, directives };
  }

  const setOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({ kind: Kind.SELECTION_SET, selections });

  const selectionsOf = (set: SelectionSetNode, atRoot: boolean): SelectionNode[] =>
    set.selections.flatMap((selection) => selectionOf(selection, atRoot) ?? []);

  /**
   * The fields at the root of a mutation, in the order in which they have to run (specification, "CollectFields"), without
   * fragments: the planner would put the fields of equal fragments together, and run a field twice that stands apart.
   */
  function calls(set: SelectionSetNode, byName = new Map<string, FieldNode[]>(), seen = new Set<string>()) {
    for (const selection of set.selections) {
      const directives = directivesOf(selection, true);
      if (directives === undefined) continue;
      if (selection.kind === Kind.FIELD) {
        const responseName = selection.alias?.value ?? selection.name.value;
        byName.set(responseName, [...(byName.get(responseName) ?? []), selection]);
        continue;
      }
      const name = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : undefined;
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment === undefined || (name !== undefined && seen.has(name))) continue;
      if (name !== undefined) seen.add(name);
      calls(fragment.selectionSet, byName, seen);
    }
    return [...byName.values()].flat();
  }

  const root = ofMutation ? setOf(calls(operation.selectionSet)) : operation.selectionSet;
  const selections = selectionsOf(root, true);
  if (selections.length === 0) return undefined;
  const kept = [...definitions.values()].filter((definition) => definition !== undefined);
  const used = new Set<string>();
  const bare = { ...operation, variableDefinitions: [], selectionSet: setOf(selections) };
  for (const definition of [bare, ...kept]) visit(definition, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [{ ...bare, variableDefinitions }, ...kept] };
}
