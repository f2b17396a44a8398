import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { dataKeyOf } from '../planning/data-key.ts';
import { collectFields, type Fragments, type Includes } from '../shaping/collect-fields.ts';
import { compileShape } from '../shaping/compile-shape.ts';
import { conditionVariables, includedUnder } from '../shaping/conditions.ts';
import type { Shape } from '../shaping/shape.ts';
import { INTROSPECTION, writeShape } from '../shaping/write-shape.ts';
import { type ClientPaths, createPathFinder, type PathContext } from './client-paths.ts';
import type { Data } from './data.ts';
import { findFragmentPlaces } from './deferred-parts.ts';
import type { Answer, AnswerError, IncrementalPart } from './executor.ts';
import { introspect } from './introspection.ts';
import { explainLostData } from './lost-data.ts';
import type { Problem } from './run.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Deferred fragments, that come later. */
type Omitted = ReadonlySet<SelectionNode>;

const NOTHING: Omitted = new Set();

const NULL = Buffer.from('null');

/** What an operation's answer looks like under one set of values of the variables in its conditions. */
interface Variant {
  readonly includes: Includes;
  /** Of the answer without some deferred fragments. */
  readonly shape: (omitted: Omitted) => Shape;
  /** Of what a deferred fragment asks of objects of a type. */
  readonly shapePart: (fragment: SelectionNode, type: GraphQLObjectType, omitted: Omitted) => Shape;
  readonly rootFields: ReadonlyMap<string, readonly FieldNode[]>;
  readonly introspects: boolean;
}

/** Plans and writers kept of one operation, by what its conditions say: a client's conditions are few. */
export const MAX_VARIANTS = 64;

/** Makes answers of one operation out of what its plan has gathered. */
export interface OperationShape {
  readonly definition: OperationDefinitionNode;
  /** The variables that `@skip` and `@include` look at. */
  readonly conditions: readonly string[];
  /** @param omitted deferred fragments that come later */
  answer(data: Data, variables: Variables, problems: readonly Problem[], omitted?: Omitted): Answer;
  /** What a deferred fragment asks, for every object at the place of this part. */
  partsOf(fragment: SelectionNode, keys: readonly string[], results: PartResults): readonly IncrementalPart[];
}

/** What is known when a deferred part is done. */
export interface PartResults {
  readonly data: Data;
  readonly variables: Variables;
  readonly problems: readonly Problem[];
  readonly omitted: Omitted;
}

/** Tells apart what variables say to `@skip` and `@include`. */
export const conditionsKey = (conditions: readonly string[], variables: Variables): string =>
  conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');

const textOf = (path: readonly (string | number)[] | undefined) => (path === undefined ? '' : path.join('\n'));

function rootOf(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined) {
  const definition = getOperationAST(document, operationName);
  if (definition === null || definition === undefined) throw new Error('there is no such operation');
  const root = schema.getRootType(definition.operation);
  if (root === null || root === undefined) throw new Error(`the schema has no ${definition.operation}`);
  return { definition, root };
}

/**
 * Compiles what does not depend on a plan: names, order, types and nulls of an operation's answer, and where the client sees
 * what went wrong.
 *
 * @throws Error when the document has no such operation, or the schema no such root
 */
export function createOperationShape(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): OperationShape {
  const { definition, root } = rootOf(schema, document, operationName);
  const fragments: Fragments = Object.fromEntries(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const sets: readonly SelectionSetNode[] = [definition.selectionSet];
  const isMutation = definition.operation === 'mutation';
  const keyOf = (field: FieldNode, atRoot: boolean) => dataKeyOf(field, isMutation && atRoot);
  const conditions = conditionVariables(document);
  const variants = new LRUCache<string, Variant>({ max: MAX_VARIANTS });
  let only: Variant | undefined;

  function makeVariant(variables: Variables): Variant {
    const includes = includedUnder(variables);
    const rootFields = collectFields(schema, fragments, root, sets, includes);
    const made = new Map<string, Shape>();
    const ids = new Map<SelectionNode, number>();
    const idOf = (selection: SelectionNode) => {
      const id = ids.get(selection) ?? ids.size;
      ids.set(selection, id);
      return id;
    };

    function bodyOf(fragment: SelectionNode): SelectionSetNode {
      const body = fragment.kind === Kind.FRAGMENT_SPREAD ? fragments[fragment.name.value] : fragment;
      if (body?.selectionSet === undefined) throw new Error('a deferred selection is no fragment');
      return body.selectionSet;
    }

    function shaper(type: GraphQLObjectType, from: SelectionNode | undefined, omitted: Omitted): Shape {
      const key = `${type.name} ${from === undefined ? '' : idOf(from)} ${[...omitted].map(idOf).join()}`;
      const known = made.get(key);
      if (known !== undefined) return known;
      const compiled = compileShape({
        schema,
        fragments,
        type,
        sets: from === undefined ? sets : [bodyOf(from)],
        includes,
        omits: (selection) => omitted.has(selection),
        keyOf,
      });
      made.set(key, compiled);
      return compiled;
    }

    const whole = shaper(root, undefined, NOTHING);
    return {
      includes,
      rootFields,
      introspects: [...rootFields.values()].some(([node]) => /^__(schema|type)$/.test(node?.name.value ?? '')),
      shape: (omitted) => (omitted.size === 0 ? whole : shaper(root, undefined, omitted)),
      shapePart: (fragment, type, omitted) => shaper(type, fragment, omitted),
    };
  }

  function variantFor(variables: Variables): Variant {
    if (conditions.length === 0) {
      only ??= makeVariant(variables);
      return only;
    }
    const key = conditionsKey(conditions, variables);
    const known = variants.get(key) ?? makeVariant(variables);
    variants.set(key, known);
    return known;
  }

  function place(
    problems: readonly Problem[],
    find: (path: NonNullable<Problem['path']>) => ClientPaths,
  ): AnswerError[] {
    const errors = new Map<string, AnswerError>();
    for (const { path, keys, message, extensions } of problems) {
      let paths: ClientPaths['paths'] | undefined = path === undefined ? undefined : find(path).paths;
      if (path !== undefined && keys !== undefined) {
        const exact = keys.map((key) => find([...path, key])).filter((found) => found.exact);
        if (exact.length > 0) paths = exact.flatMap((found) => found.paths);
      }
      for (const at of paths ?? [undefined]) {
        const error = { message, ...(at === undefined || at.length === 0 ? {} : { path: at }), extensions };
        errors.set(`${textOf(at)}\n${message}\n${String(extensions['code'])}`, error);
      }
    }
    return [...errors.values()];
  }

  const contextOf = ({ includes }: Variant, data: Data): PathContext => ({
    schema,
    fragments,
    root,
    sets,
    includes,
    keyOf,
    data,
  });

  return {
    definition,
    conditions,
    answer(data, variables, problems, omitted = NOTHING) {
      const variant = variantFor(variables);
      if (variant.introspects) {
        const texts = introspect(schema, document, definition, variant.rootFields, variables);
        Object.assign(data, { [INTROSPECTION]: texts });
      }
      const text = writeShape(variant.shape(omitted), data);
      if (problems.length === 0 && text !== undefined) return { data: text, errors: [] };
      const context = contextOf(variant, data);
      const errors = place(problems, createPathFinder(context));
      return { data: text ?? NULL, errors: errors.length > 0 ? errors : explainLostData(context) };
    },
    partsOf(fragment, keys, { data, variables, problems, omitted }) {
      const variant = variantFor(variables);
      const context = contextOf(variant, data);
      let errors: readonly AnswerError[] = place(problems, createPathFinder(context));
      const label = deferLabelOf(fragment);
      return findFragmentPlaces(context, fragment)
        .filter((place) => place.keys.join('\n') === keys.join('\n'))
        .map(({ value, type, path }) => {
          const text = writeShape(variant.shapePart(fragment, type, omitted), value);
          const part = { label, path, data: text ?? NULL, errors };
          // Their paths begin at the root: they come once.
          errors = [];
          return part;
        });
    },
  };
}

/** The label that a client gave a deferred fragment. */
function deferLabelOf({ directives }: SelectionNode): string | undefined {
  const label = directives
    ?.find(({ name }) => name.value === 'defer')
    ?.arguments?.find(({ name }) => name.value === 'label')?.value;
  return label?.kind === Kind.STRING ? label.value : undefined;
}
