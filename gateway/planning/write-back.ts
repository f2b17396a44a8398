import type { PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type FieldNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import { contestedPaths, filterFields } from './contested-paths.ts';
import { mapFetches } from './finish-plan.ts';
import { UnplannableOperation } from './planner.ts';
import type { RequiredArguments } from './required-arguments.ts';
import { typeOverlap } from './type-overlap.ts';

type Fetch = Extract<PlanNode, { kind: 'Fetch' }>;

/** Which of several values of one name go into representations: the keys they lie under, by the field's path. */
type Choices = Map<string, ReadonlySet<string>>;

/** Fields of one fetch that can be represented together. */
interface Group {
  readonly choices: Choices;
  readonly fields: Set<FieldNode>;
}

/** The values that a field set of `@requires` chooses: paths, and the keys they lie under. */
function choicesOf(set: SelectionSetNode, meanings: RequiredArguments['meanings'], path = ''): [string, string][] {
  return set.selections.flatMap((selection): [string, string][] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) return choicesOf(selection.selectionSet, meanings, path);
    const key = selection.name.value;
    const at = `${path}.${meanings.get(key)?.name.value ?? key}`;
    const below = selection.selectionSet === undefined ? [] : choicesOf(selection.selectionSet, meanings, at);
    return [[at, key], ...below];
  });
}

/**
 * Writes the fields that `requiredArguments` made back as what they mean. In texts that is `made: field(arguments)`; in
 * representations a field whose alias is the key that its value lies under. A representation has room for one value of a
 * name: a fetch whose fields require different ones becomes several.
 */
export function createWriteBack(wants: RequiredArguments): (plan: QueryPlan) => QueryPlan {
  const { meanings, requirementsOf } = wants;
  const overlaps = typeOverlap(wants.supergraph);

  function meant(field: FieldNode): FieldNode | undefined {
    const meaning = meanings.get(field.name.value);
    return (
      meaning && {
        ...field,
        alias: field.alias ?? field.name,
        name: meaning.name,
        ...(meaning.arguments === undefined ? {} : { arguments: meaning.arguments }),
      }
    );
  }

  const meantSelections = (selections: readonly QueryPlanSelectionNode[]): QueryPlanSelectionNode[] =>
    selections.map((selection) => {
      const below = selection.selections && { selections: meantSelections(selection.selections) };
      if (selection.kind === 'InlineFragment') return { ...selection, ...below };
      const meaning = meanings.get(selection.name);
      return { ...selection, ...below, ...(meaning && { name: meaning.name.value, alias: selection.name }) };
    });

  /** Which values a field needs, of those that are contested. */
  function needsOf(set: SelectionSetNode | undefined, contested: ReadonlySet<string>): Choices {
    const needs = new Map<string, Set<string>>();
    for (const [path, key] of set === undefined ? [] : choicesOf(set, meanings)) {
      if (contested.has(path)) needs.set(path, (needs.get(path) ?? new Set()).add(key));
    }
    return needs;
  }

  const getAlong = (group: Choices, needs: Choices): boolean =>
    [...needs].every(([path, keys]) => {
      const chosen = group.get(path) ?? keys;
      return chosen.size === keys.size && [...keys].every((key) => chosen.has(key));
    });

  /** A fetch's fields, told apart by what they require: fields of one group get along. */
  function groupsOf(fetch: Fetch, operation: OperationDefinitionNode, contested: ReadonlySet<string>): Group[] {
    const groups: Group[] = [];
    function place(field: FieldNode, typeName: string): void {
      const needs = needsOf(requirementsOf(fetch.serviceName, typeName, field.name.value), contested);
      let group = groups.find(({ choices }) => getAlong(choices, needs));
      if (group === undefined) {
        group = { choices: new Map(), fields: new Set() };
        groups.push(group);
      }
      for (const [path, keys] of needs) group.choices.set(path, keys);
      group.fields.add(field);
    }
    function visitSet({ selections }: SelectionSetNode, typeName: string): void {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) place(selection, typeName);
        else if (selection.kind === Kind.INLINE_FRAGMENT) {
          visitSet(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
        }
      }
    }
    for (const entities of operation.selectionSet.selections) {
      if (entities.kind === Kind.FIELD && entities.selectionSet !== undefined) visitSet(entities.selectionSet, '');
    }
    return groups;
  }

  /** The part of an entity's selections that has only these fields. */
  function only(set: SelectionSetNode, fields: ReadonlySet<FieldNode>): SelectionSetNode {
    const selections = set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return fields.has(selection) ? [selection] : [];
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
      const below = only(selection.selectionSet, fields);
      return below.selections.length === 0 ? [] : [{ ...selection, selectionSet: below } satisfies InlineFragmentNode];
    });
    return { ...set, selections };
  }

  function part(
    fetch: Fetch,
    operation: OperationDefinitionNode,
    { fields, choices }: Group,
    contested: ReadonlySet<string>,
  ) {
    const selections = operation.selectionSet.selections.map((entities) =>
      entities.kind === Kind.FIELD && entities.selectionSet !== undefined
        ? { ...entities, selectionSet: only(entities.selectionSet, fields) }
        : entities,
    );
    const used = new Set<string>();
    const selectionSet = { ...operation.selectionSet, selections };
    visit(selectionSet, { Variable: ({ name }) => void used.add(name.value) });
    const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
      used.has(variable.name.value),
    );
    return {
      ...fetch,
      operation: stripIgnoredCharacters(print({ ...operation, variableDefinitions, selectionSet })),
      variableUsages: (fetch.variableUsages ?? []).filter((name) => used.has(name)),
      requires: filterFields(
        fetch.requires ?? [],
        (path, key) => !contested.has(path) || choices.get(path)?.has(key) === true,
      ),
    };
  }

  function split(fetch: Fetch, operation: OperationDefinitionNode): PlanNode {
    const contested = contestedPaths(fetch.requires ?? [], overlaps);
    if (contested.size === 0) return fetch;
    const groups = groupsOf(fetch, operation, contested);
    const nodes = groups.map((group) => part(fetch, operation, group, contested));
    if (nodes.some(({ requires }) => contestedPaths(requires, overlaps).size > 0)) {
      throw new UnplannableOperation('A representation would need two values of one name.');
    }
    // Deferred parts wait for fetches by id: the last one has it.
    if (fetch.id === undefined) return { kind: 'Parallel', nodes };
    const { id, ...plain } = fetch;
    return {
      kind: 'Sequence',
      nodes: nodes.map((node, index) => {
        const { operation: text, variableUsages, requires } = node;
        return { ...(index === nodes.length - 1 ? fetch : plain), operation: text, variableUsages, requires };
      }),
    };
  }

  function writeBack(fetch: Fetch): PlanNode {
    const [operation] = parse(fetch.operation, { noLocation: true }).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) return fetch;
    const meantOperation = visit(operation, { Field: { leave: meant } });
    const written: Fetch = {
      ...fetch,
      operation: stripIgnoredCharacters(print(meantOperation)),
      ...(fetch.requires === undefined ? {} : { requires: meantSelections(fetch.requires) }),
    };
    return split(written, meantOperation);
  }

  return (plan) => mapFetches(plan, writeBack);
}
