import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  responsePathAsArray,
} from 'graphql';
import { becauseOf, requiredOf, UNOBTAINABLE } from './because.ts';
import { createCompletion, Raw } from './complete-value.ts';
import { costOf, entityMessage, type FaultInjector, type FieldFault, fieldMessage } from './faults.ts';
import type { FieldSource, Graph } from './graph.ts';
import { rootThing, type Thing, type World } from './world.ts';

export type Path = readonly (string | number)[];

export interface ExpectedError {
  readonly path: Path;
  readonly message: string;
}

/** What the answer has to be. */
export interface Expectation {
  /** JSON text of `data`. */
  readonly data: string;
  /** Every error that any order of execution could meet, with its path. */
  readonly errors: readonly ExpectedError[];
  /** Messages of errors of fields that `@requires` wanted: the client need not have asked for them. */
  readonly hidden: ReadonlySet<string>;
  /** Plans ask fields of an interface for objects of which nobody wants them: their errors are told nearby. */
  readonly asksTooMuch: boolean;
  /** It depends on the plan what the faults cost: then `data` and `errors` are no expectation. */
  readonly uncertain: boolean;
}

/** Stands for the failure of a whole fetch; its wording is the executor's. */
export const failureOf = (subgraph: string) => `<${subgraph} failed>`;

type Outcome = { readonly error: string } | { readonly value: unknown } | { readonly lost: true };

interface ReferenceContext {
  seq: number;
  readonly errors: ExpectedError[];
  readonly hidden: Set<string>;
  uncertain: boolean;
}

const LOST: Outcome = { lost: true };
const EXPECTED = 'EXPECTED';

/** The graph as one schema over the same world with the same faults, executed by graphql-js. */
export function createReference(graph: Graph, world: World) {
  const { apiSchema, lenientSchema, fullSchema } = graph;
  const complete = createCompletion(apiSchema);

  /** Defaults of arguments that clients do not see: the subgraph counts them in. */
  function hiddenArguments(type: string, field: string): Record<string, unknown> {
    const full = fullSchema.getType(type);
    const seen = apiSchema.getType(type);
    if (!isObjectType(full) || !isObjectType(seen)) return {};
    const visible = new Set(seen.getFields()[field]?.args.map(({ name }) => name));
    const hidden = full.getFields()[field]?.args.filter(({ name }) => !visible.has(name)) ?? [];
    return Object.fromEntries(hidden.map(({ name, defaultValue }) => [name, defaultValue]));
  }

  function sourcesOf(
    thing: Thing,
    owners: readonly FieldSource[],
    labels: ReadonlySet<string>,
  ): readonly FieldSource[] {
    const moved = owners.flatMap(({ override }) => (override === undefined ? [] : [override]))[0];
    const resolving =
      moved === undefined
        ? owners
        : owners.filter(({ subgraph, override }) =>
            labels.has(moved.label) ? subgraph !== moved.from : override === undefined,
          );
    // A value is given whole by who gave what holds it, if that knows the field.
    const local = graph.entities.has(thing.type) ? [] : resolving.filter(({ subgraph }) => subgraph === thing.from);
    return local.length > 0 ? local : resolving;
  }

  function createResolve(faults: FaultInjector, labels: ReadonlySet<string>, context: ReferenceContext) {
    /** What becomes of a field when its subgraph, or the fetch that it needs, does not work. */
    function costOfSubgraph(thing: Thing, field: string, sources: readonly FieldSource[]): Outcome | undefined {
      const entity = graph.entities.has(thing.type);
      const { external } = world.ownersOf(thing.type, field);
      const at = faults.subgraph;
      const cost = at === undefined ? 'nothing' : costOf(at.fault);
      const needsFetch = (source: FieldSource) =>
        entity && (source.subgraph !== thing.from || source.requires !== undefined);
      for (const source of sources) {
        const { subgraph } = source;
        const lost = at?.name === subgraph && (cost === 'all' || (cost === 'entities' && needsFetch(source)));
        const unknown = needsFetch(source) ? faults.ofEntity(subgraph, thing) : undefined;
        if (!lost && unknown === undefined) continue;
        if (sources.length > 1 || external || (entity && thing.from === undefined)) context.uncertain = true;
        if (lost) return { error: failureOf(subgraph) };
        return unknown === 'fails' ? { error: entityMessage(subgraph, thing) } : LOST;
      }
      return undefined;
    }

    function faulty(thing: Thing, field: string, healthy: unknown, fault: FieldFault | undefined): Outcome {
      switch (fault?.kind) {
        case undefined:
          return { value: healthy };
        case 'throw':
          return { error: fieldMessage(thing, field) };
        case 'missing':
          return { value: new Raw(null) };
        case 'raw':
          return { value: new Raw(fault.value) };
        case 'item': {
          if (!Array.isArray(healthy) || healthy.length === 0) return { value: healthy };
          const items: unknown[] = [...healthy];
          items[fault.at % items.length] = new Raw(fault.value);
          return { value: items };
        }
      }
    }

    /** What a field of a thing comes to. */
    function resolve(thing: Thing, field: string, args: Readonly<Record<string, unknown>>): Outcome {
      const { owners, key } = world.ownersOf(thing.type, field);
      const isKey = key && graph.entities.has(thing.type);
      // Who gives an entity gives the keys that it knows along with it.
      if (isKey && (field === 'id' || owners.some(({ subgraph }) => subgraph === thing.from))) {
        return { value: world.read(thing, field, '', thing.from) };
      }
      const sources = sourcesOf(thing, owners, labels);
      const [source] = sources;
      const from = sources.length === 1 ? source?.subgraph : undefined;
      let required: unknown;
      if (source?.requires !== undefined) {
        required = requiredOf(thing, source.requires, fullSchema, (one, name, given) => {
          const outcome = resolve(one, name, given);
          if ('value' in outcome) return outcome.value instanceof Raw ? outcome.value.value : outcome.value;
          if ('lost' in outcome) return UNOBTAINABLE;
          context.hidden.add(outcome.error);
          return outcome.error === fieldMessage(one, name) ? null : UNOBTAINABLE;
        });
      }
      const cost = costOfSubgraph(thing, field, sources);
      if (cost !== undefined) return cost;
      if (required === UNOBTAINABLE) return LOST;
      const side = owners.some(({ override }) => override !== undefined) ? source?.subgraph : undefined;
      const healthy = world.read(thing, field, becauseOf({ args, required, side, seq: thing.seq }), from);
      return faulty(thing, field, healthy, faults.of(thing, field));
    }
    return resolve;
  }

  /** A mutation whose subgraph is not reached does not run; one whose answer is lost does. */
  function isRefused(field: string, { subgraph }: FaultInjector): boolean {
    const { owners } = world.ownersOf('Mutation', field);
    return subgraph?.fault === 'refuses' && owners.every((owner) => owner.subgraph === subgraph.name);
  }

  function run(
    schema: GraphQLSchema,
    document: DocumentNode,
    variables: Readonly<Record<string, unknown>>,
    faults: FaultInjector,
    labels: ReadonlySet<string>,
  ) {
    const context: ReferenceContext = { seq: 0, errors: [], hidden: new Set(), uncertain: false };
    const resolve = createResolve(faults, labels, context);
    const fieldResolver: GraphQLFieldResolver<Thing | undefined, ReferenceContext> = (source, args, _, info) => {
      if (info.parentType.name === 'Mutation' && !isRefused(info.fieldName, faults)) context.seq += 1;
      const thing = source ?? { ...rootThing(info.parentType.name), seq: context.seq };
      if (thing.hollow === true) return null;
      const outcome = resolve(thing, info.fieldName, { ...hiddenArguments(thing.type, info.fieldName), ...args });
      if ('lost' in outcome) return null;
      if ('error' in outcome) {
        context.errors.push({ path: responsePathAsArray(info.path), message: outcome.error });
        throw new GraphQLError(outcome.error, { extensions: { code: EXPECTED } });
      }
      const { value } = outcome;
      return complete(info.returnType, value);
    };
    const result = execute({
      schema,
      document,
      variableValues: { ...variables },
      contextValue: context,
      fieldResolver,
      typeResolver: (thing: Thing) => thing.type,
    });
    if (result instanceof Promise) throw new Error('the reference is not synchronous');
    const unexpected = result.errors?.find(
      ({ extensions, message }) =>
        extensions['code'] !== EXPECTED && !message.startsWith('Cannot return null for non-nullable'),
    );
    if (unexpected !== undefined) throw new Error(`the reference itself failed: ${unexpected.message}`);
    return { result: result as ExecutionResult, context };
  }

  return {
    /** @param variables as the client sent them, not coerced */
    expect(
      document: DocumentNode,
      variables: Readonly<Record<string, unknown>>,
      faults: FaultInjector,
      labels: ReadonlySet<string>,
    ): Expectation {
      // On the way to a field there may be any subgraph.
      const wayMatters = (!graph.oneHop && faults.costsSubgraphs) || faults.subgraph?.fault === 'broken-keys';
      const strict = run(apiSchema, document, variables, faults, labels);
      // Propagation keeps graphql-js from looking further; a gateway has asked its other subgraphs by then.
      const lenient = faults.isHealthy
        ? strict.context
        : run(lenientSchema, document, variables, faults, labels).context;
      return {
        data: JSON.stringify(strict.result.data ?? null),
        errors: lenient.errors,
        hidden: lenient.hidden,
        asksTooMuch: graph.interfaceObjects.size > 0,
        uncertain: wayMatters || strict.context.uncertain || lenient.uncertain,
      };
    },
  };
}
