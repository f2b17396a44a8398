import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, SelectionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { deferLabels } from '../planning/defer-labels.ts';
import type { Planner } from '../planning/planner.ts';
import { type CompiledPlan, compilePlan, type PlanParts } from './compile-plan.ts';
import { executeInParts, newDeferral } from './execute-in-parts.ts';
import type { CompiledOperation, Executor, SendToSubgraph, SubgraphError } from './executor.ts';
import type { DescribeError } from './fetch-problems.ts';
import { conditionsKey, createOperationShape, MAX_VARIANTS } from './operation-shape.ts';
import type { Deferral, Run } from './run.ts';
import { createFitsType } from './types.ts';
import { createVerifiedReplay } from './verified-replay.ts';

export interface ExecutorOptions<Context> {
  readonly planner: Planner;
  readonly send: SendToSubgraph<Context>;
  /** What of a subgraph's error clients see; message and extensions as they are when not given. */
  readonly describeError?: DescribeError;
  /** Told of answers that are none, and of other faults that clients do not read of. */
  readonly onFault?: (error: unknown, subgraph: string, context: Context) => void;
  /** Labels of progressive `@override` that count as true for a request; `percent(n)` is thrown for here. */
  readonly overrideLabels?: (context: Context) => ReadonlySet<string>;
  /** Turns verified replay on, with this many bytes for what it keeps. */
  readonly replayBytes?: number;
}

const asIs: DescribeError = ({ message, extensions }: SubgraphError) => ({
  message,
  extensions: typeof extensions === 'object' && extensions !== null ? { ...extensions } : {},
});

type Variables = Readonly<Record<string, unknown>>;

const PERCENT = /^percent\((\d+(?:\.\d+)?)\)$/;

/** Executes operations by the planner's plans. */
export function createExecutor<Context>(options: ExecutorOptions<Context>): Executor<Context> {
  const { planner, send, describeError = asIs, onFault = () => {}, overrideLabels } = options;
  const { apiSchema: schema, overrideLabels: labels } = planner;
  const parts: PlanParts<Context> = { send, describeError, onFault, fits: createFitsType(planner.supergraphSchema) };

  const replay = options.replayBytes === undefined ? undefined : createVerifiedReplay(send, options.replayBytes);
  const ids = new WeakMap<CompiledPlan<Context>, number>();
  let nextId = 0;
  function idOf(plan: CompiledPlan<Context>): number {
    const id = ids.get(plan) ?? nextId++;
    ids.set(plan, id);
    return id;
  }

  /** The labels that hold for one request. */
  function overridesFor(context: Context): readonly string[] {
    const given = overrideLabels?.(context);
    return labels.filter((label) => {
      const percent = PERCENT.exec(label)?.[1];
      return percent === undefined ? given?.has(label) === true : Math.random() * 100 < Number(percent);
    });
  }

  async function compile(document: DocumentNode, operationName: string | undefined, defer: boolean) {
    const shape = createOperationShape(schema, document, operationName);
    const deferred = defer ? deferLabels(document, operationName) : new Map<SelectionNode, string>();
    const plans = new LRUCache<string, Promise<CompiledPlan<Context>>>({ max: MAX_VARIANTS });
    const { conditions } = shape;

    function planFor(variables: Variables, overrides: readonly string[]): Promise<CompiledPlan<Context>> {
      const key = [conditionsKey(conditions, variables), ...overrides].join('\n');
      const known = plans.get(key);
      if (known !== undefined) return known;
      const planned = planner
        .plan({
          document,
          operationName,
          conditions: Object.fromEntries(conditions.map((name) => [name, variables[name] === true])),
          overrides,
          defer: deferred.size > 0,
        })
        .then((plan: QueryPlan) => compilePlan(plan, parts));
      plans.set(key, planned);
      planned.catch(() => plans.delete(key));
      return planned;
    }

    // Without conditions and labels, which is the rule, there is one plan, and nothing to wait for later.
    const only = conditions.length === 0 && labels.length === 0 ? await planFor({}, []) : undefined;
    const planUnder = (variables: Variables, context: Context) => planFor(variables, overridesFor(context));
    const replays = replay !== undefined && shape.definition.operation === 'query';
    const begin = (variables: Variables, context: Context, deferral?: Deferral): Run<Context> => ({
      data: {},
      variables,
      context,
      problems: [],
      sent: new Map(),
      deferral,
      trial: undefined,
      recorder: undefined,
    });

    const operation: CompiledOperation<Context> = {
      kind: shape.definition.operation,
      async execute(variables, context) {
        const plan = only ?? (await planUnder(variables, context));
        if (deferred.size > 0) return executeInParts(plan, shape, deferred, begin(variables, context, newDeferral()));
        if (replays) {
          const answerOf = ({ data, problems }: Run<Context>) => shape.answer(data, variables, problems);
          const key = `${idOf(plan)}\n${JSON.stringify(variables)}`;
          return replay.execute(
            key,
            context,
            (part) => ({ ...begin(variables, context), ...part }),
            plan.run,
            answerOf,
          );
        }
        const run = begin(variables, context);
        const pending = plan.run(run);
        if (pending !== undefined) await pending;
        return shape.answer(run.data, variables, run.problems);
      },
      async executeEvent(payload, variables, context) {
        const plan = only ?? (await planUnder(variables, context));
        const run = begin(variables, context);
        plan.begin(run, payload);
        await plan.run(run);
        return shape.answer(run.data, variables, run.problems);
      },
    };
    return operation;
  }

  return { schema, compile };
}
