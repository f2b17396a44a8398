import { visit } from 'graphql';
import { type CaseFacts, compareErrors, LOST_WITHOUT_ERROR, leadsThrough } from './compare.ts';
import { costOf, type FaultInjector } from './faults.ts';
import type { Graph } from './graph.ts';
import type { Operation } from './operations.ts';
import { failureOf } from './reference.ts';
import type { GivenAnswer } from './stock.ts';

/** One answer of stock @apollo/gateway, and what it has to be. */
export interface StockCase {
  readonly graph: Graph;
  readonly operation: Operation;
  readonly facts: CaseFacts;
  readonly faults: FaultInjector;
  readonly given: GivenAnswer;
}

/** The values that took the place of a field's, or of one of its items. */
function wrongValues({ faults }: StockCase): unknown[] {
  return [...faults.hits.values()].flatMap((fault) =>
    fault?.kind === 'raw' || fault?.kind === 'item' ? [fault.value] : [],
  );
}

const isComposite = (value: unknown) => typeof value === 'object' && value !== null;

/** Whether a JSON value is another one with numbers in the place of some strings that read the same. */
function equalButForNumbers(given: unknown, expected: unknown): boolean {
  if (typeof given === 'number' && typeof expected === 'string') return String(given) === expected;
  if (!isComposite(given) || !isComposite(expected)) return given === expected;
  const [mine, other] = [Object.entries(given as object), Object.entries(expected as object)];
  return (
    mine.length === other.length &&
    mine.every(([key, value], index) => key === other[index]?.[0] && equalButForNumbers(value, other[index]?.[1]))
  );
}

/** Whether a JSON value is another one without some members. @param nulls whether it may be null instead, too */
function isPartOf(given: unknown, whole: unknown, nulls: boolean): boolean {
  if (given === null && nulls) return true;
  if (!isComposite(given) || !isComposite(whole)) return given === whole || equalButForNumbers(given, whole);
  if (Array.isArray(given) !== Array.isArray(whole)) return false;
  if (Array.isArray(given) && given.length !== (whole as unknown[]).length) return false;
  return Object.entries(given as object).every(
    ([key, value]) => Object.hasOwn(whole as object, key) && isPartOf(value, Reflect.get(whole as object, key), nulls),
  );
}

/** Whether a JSON value holds no leaf. */
function isHollow(value: unknown): boolean {
  return value === null || (isComposite(value) && Object.values(value as object).every(isHollow));
}

/** Whether a JSON value is another one with null in the place of some objects without any leaf. */
function equalButForHollow(given: unknown, expected: unknown): boolean {
  if (given === null) return isHollow(expected);
  if (!isComposite(given) || !isComposite(expected)) return given === expected;
  const [mine, other] = [Object.entries(given as object), Object.entries(expected as object)];
  return (
    mine.length === other.length &&
    mine.every(([key, value], index) => key === other[index]?.[0] && equalButForHollow(value, other[index]?.[1]))
  );
}

const hasConditions = ({ text }: Operation) => /@skip|@include/.test(text);
const hasFragments = ({ text }: Operation) => text.includes('...');
const isMutation = ({ text }: Operation) => text.startsWith('mutation');

/** Names under which fetches put what the plan needs: keys and required fields; and those required with arguments. */
function neededNames(graph: Graph): { all: Set<string>; withArguments: Set<string> } {
  const all = new Set<string>();
  const withArguments = new Set<string>();
  for (const [coordinate, { required, key, owners }] of graph.fields) {
    if (required || key) all.add(coordinate.slice(coordinate.indexOf('.') + 1));
    for (const { requires } of owners) {
      if (requires === undefined) continue;
      visit(requires, {
        Field: ({ name, arguments: given }) => void ((given ?? []).length > 0 && withArguments.add(name.value)),
      });
    }
  }
  return { all, withArguments };
}

/** Whether an operation gives a name that the plan needs another meaning: by an alias, or by arguments. */
function takesNeededName(graph: Graph, { document }: Operation): boolean {
  const { all, withArguments } = neededNames(graph);
  let taken = false;
  visit(document, {
    Field({ alias, name }) {
      taken ||=
        alias === undefined ? withArguments.has(name.value) : all.has(alias.value) && alias.value !== name.value;
    },
  });
  return taken;
}

const FALL = 'lets fields fall with one that is skipped and requires something';
const CLASH = 'merges a field of the client with what the plan needs under the same name';

/** Differences in data: each says when it applies, and what it may change. */
const IN_DATA: Readonly<Record<string, (one: StockCase) => boolean>> = {
  /** It asserts shapes while it walks, outside any field: nothing is left of the answer. */
  'throws the whole answer away for one value of the wrong shape': ({ given, ...one }) =>
    given.data === undefined &&
    given.errors.length > 0 &&
    (wrongValues({ given, ...one }).some((value) => value !== null) || one.facts.subgraph !== undefined),
  /** GraphQL's ID is a string in answers (specification, "ID", result coercion). */
  'leaves IDs that are numbers as they are': ({ given, facts, ...one }) =>
    (facts.subgraph?.fault === 'numeric-ids' ||
      wrongValues({ given, facts, ...one }).some((value) => typeof value === 'number')) &&
    equalButForNumbers(JSON.parse(given.data ?? 'null'), JSON.parse(facts.expected.data)),
  /** Integers past 32 bit are no Int (specification, "Int"). */
  'knows no range of Int': ({ given, ...one }) =>
    wrongValues({ given, ...one }).some((value) => Number.isInteger(value) && Math.abs(Number(value)) > 2147483647),
  /** What is fetched for `@requires`, or as a key, lies under its own name: an alias of that name is overwritten. */
  [CLASH]: ({ graph, operation }) => takesNeededName(graph, operation),
  /** Nothing is fetched of an object when nothing of it is left, so it is missing. */
  'loses objects of which everything is skipped': ({ operation, facts, given }) =>
    hasConditions(operation) && equalButForHollow(JSON.parse(given.data ?? 'null'), JSON.parse(facts.expected.data)),
  /** One entity fetch serves several fields: where one is skipped, what it requires is missing, and no entity is fetched. */
  [FALL]: ({ graph, operation, facts, given }) =>
    hasConditions(operation) &&
    [...graph.fields.values()].some(({ owners }) => owners.some((owner) => owner.requires !== undefined)) &&
    isPartOf(JSON.parse(given.data ?? 'null'), JSON.parse(facts.expected.data), true),
  /** What an @interfaceObject subgraph calls the object, its interface's name, takes the place of its type. */
  'forgets the type of an object behind an interface': ({ graph, facts, given }) =>
    graph.interfaceObjects.size > 0 &&
    isPartOf(JSON.parse(given.data ?? 'null'), JSON.parse(facts.expected.data), true),
  /** Aliases of clients are names in its data. */
  'takes members that nobody asked for as what an alias asked for': ({ facts, operation }) =>
    facts.subgraph?.fault === 'extra-keys' && /\b(constructor|toString)\b/.test(operation.text),
  /** Fields in fragments of one type are put together. */
  'calls mutations in another order': ({ operation }) => isMutation(operation) && hasFragments(operation),
  /** The entity comes from the subgraph of a field that is required and itself requires something. */
  'asks for a required field before what that one requires': ({ graph }) =>
    [...graph.fields.values()].some(
      ({ required, owners }) => required && owners.some((owner) => owner.requires !== undefined),
    ),
  /** Members stand in the order in which the operation first names them (specification, "Field Collection"). */
  'puts members in another order': ({ given, facts }) => {
    const [mine, whole] = [JSON.parse(given.data ?? 'null'), JSON.parse(facts.expected.data)];
    return isPartOf(mine, whole, false) && isPartOf(whole, mine, false);
  },
  /** Type conditions are held against the condition around them where the object's type was not asked for. */
  'drops nested fragments of objects without __typename': ({ given, facts, operation, ...one }) => {
    if (!hasFragments(operation)) return false;
    const [mine, whole] = [JSON.parse(given.data ?? 'null'), JSON.parse(facts.expected.data)];
    const empty = wrongValues({ given, facts, operation, ...one }).some(isComposite);
    return isPartOf(mine, whole, false) || (empty && isPartOf(mine, whole, true));
  },
  /** An abstract type's object that does not say what it is cannot be completed (specification, "Resolving Abstract Types"). */
  'takes objects of abstract types without __typename': ({ given, facts, ...one }) =>
    wrongValues({ given, facts, ...one }).some(isComposite) &&
    isPartOf(JSON.parse(facts.expected.data), JSON.parse(given.data ?? 'null'), true),
  /** Fields of one response name are one field, called once (specification, "Field Collection"). */
  'calls a mutation again where its response name comes again': ({ graph, operation }) => {
    const mutations = graph.apiSchema.getMutationType()?.getFields() ?? {};
    const names: string[] = [];
    visit(operation.document, {
      Field: ({ alias, name }) => void (Object.hasOwn(mutations, name.value) && names.push(alias?.value ?? name.value)),
    });
    return new Set(names).size < names.length;
  },
};

/**
 * Compares an answer of stock @apollo/gateway 2.14.4 with what it has to be.
 *
 * @returns the names of the known differences that it shows, or what is not explained by any
 */
export function compareStock(one: StockCase): { differences: string[]; problems: string[] } {
  const { facts, given, operation } = one;
  const { expected, subgraph } = facts;
  const differences: string[] = [];
  // One response name for two fields, or for one with different arguments.
  if (given.errors.some(({ message }) => /^Fields ".*" conflict because/.test(message))) {
    return { differences: ['writes operations that subgraphs refuse'], problems: [] };
  }
  if (given.data === undefined || given.data !== expected.data) {
    const name = Object.keys(IN_DATA).find((key) => IN_DATA[key]?.(one));
    return name === undefined
      ? { differences, problems: [`data of stock differs: ${given.data}, expected ${expected.data}`] }
      : { differences: [name], problems: [] };
  }

  let errors = given.errors;
  let wanted = expected.errors;
  const failure = subgraph === undefined ? undefined : failureOf(subgraph.name);
  const failures = wanted.filter(({ message }) => message === failure);
  if (subgraph !== undefined && (failures.length > 0 || costOf(subgraph.fault) !== 'nothing')) {
    wanted = wanted.filter(({ message }) => message !== failure);
    errors = errors.filter(({ path, message }) => path !== undefined && !message.includes(subgraph.name));
    // It is one for the whole fetch, and none for an answer without data.
    if (errors.length < given.errors.length || failures.length > 0)
      differences.push('tells failed fetches without paths');
  }
  if (subgraph?.fault === 'stray-error' || subgraph?.fault === 'lost-error') {
    const kept = errors.filter(({ message }) => !message.includes(`${subgraph.name} is at fault`));
    if (kept.length < errors.length) differences.push('passes on paths that lead nowhere');
    errors = kept;
  }
  if (subgraph?.fault === 'extra-keys') {
    const kept = errors.filter(({ message }) => !message.startsWith("Cannot use 'in' operator"));
    if (kept.length < errors.length) differences.push('trips over members that nobody asked for');
    errors = kept;
  }
  if (hasConditions(operation) || expected.asksTooMuch) {
    const data: unknown = JSON.parse(expected.data);
    const kept = errors.filter(({ path }) => path === undefined || leadsThrough(data, path));
    if (kept.length < errors.length) differences.push('tells errors of what nobody asked for');
    errors = kept;
  }
  const problems = compareErrors(
    { ...given, errors },
    {
      ...facts,
      expected: { ...expected, errors: wanted },
    },
  ).filter((problem) => !(problem === LOST_WITHOUT_ERROR && given.errors.length > 0));
  if (problems.length === 0) return { differences, problems };
  if (problems.every((problem) => problem === LOST_WITHOUT_ERROR)) {
    return { differences: [...differences, 'loses everything without an error'], problems: [] };
  }
  // What was not fetched has no error either.
  if (hasConditions(operation) && problems.every((problem) => problem.startsWith('no error for the loss'))) {
    return { differences: [...differences, FALL], problems: [] };
  }
  if (takesNeededName(one.graph, operation)) return { differences: [...differences, CLASH], problems: [] };
  // The place of a representation is looked up among all objects at the path, also those that sent none.
  const messages = new Set([...wanted.map(({ message }) => message), ...expected.hidden]);
  if (errors.length > 0 && errors.every(({ message }) => messages.has(message))) {
    return {
      differences: [...differences, 'counts objects that sent no representation in the paths of errors'],
      problems: [],
    };
  }
  return { differences, problems };
}
