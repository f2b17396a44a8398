import { parse } from 'graphql';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { RuleTree } from '#platform/subgraph/shield.ts';
import { createExecutor, type ExecutorOptions } from '../execution/create-executor.ts';
import type { Admissions } from '../limits/admission.ts';
import type { CostBuckets } from '../limits/cost-buckets.ts';
import type { DocumentRefusals } from '../limits/document-limits.ts';
import { createCostModel } from '../limits/operation-cost.ts';
import { createPermissions } from '../permissions/create-permissions.ts';
import type { Planner } from '../planning/planner.ts';
import type { Supergraph } from '../supergraph/load-supergraph.ts';
import { traceSubgraphs } from '../telemetry/request-trace.ts';
import type { Caller } from '../transport/caller.ts';
import { createOperations } from './create-operations.ts';
import type { Graph } from './graph.ts';

export interface GraphOptions extends Omit<ExecutorOptions<Caller>, 'planner'> {
  supergraph: Supergraph;
  /** Over this supergraph; disposed of with the graph. */
  planner: Planner;
  /** Everything may be asked for when there are none. */
  rules: RuleTree | undefined;
  limits: DocumentRefusals;
  /** Undefined when costs are not counted. */
  costs:
    | {
        /** Most that one operation may cost. */
        readonly max: number;
        /** Items of a list of which the schema says nothing. */
        readonly listSize: number;
        /** Shared by the graphs that follow one another; undefined when callers have none. */
        readonly buckets: CostBuckets | undefined;
      }
    | undefined;
  /** Shared by the graphs that follow one another; undefined when any number of operations may be under way. */
  admissions?: Admissions | undefined;
  /** Refuses introspection, and gives no hints at names that the client did not know. */
  hideSchema: boolean;
  /** Executes equal queries of one caller that come at the same time once; not when not given. */
  shareEqualQueries?: boolean | undefined;
  logger: Logger;
}

/** Puts one supergraph together with all that stands before its execution. @throws Error when the rules do not fit it */
export function createGraph(options: GraphOptions): Graph {
  const {
    supergraph,
    planner,
    rules,
    limits,
    costs,
    admissions,
    hideSchema,
    shareEqualQueries,
    logger,
    send,
    ...execution
  } = options;
  const executor = createExecutor<Caller>({ planner, send: traceSubgraphs(send), ...execution });
  const { schema } = executor;
  const operations = createOperations({
    schema,
    executor,
    permissions: createPermissions(schema, rules),
    limits,
    costs:
      costs === undefined
        ? undefined
        : {
            compile: createCostModel(parse(supergraph.sdl, { noLocation: true }), schema, { listSize: costs.listSize }),
            max: costs.max,
            buckets: costs.buckets,
          },
    admissions,
    hideSchema,
    shareEqualQueries,
    logger,
  });
  return { supergraph, schema, ...operations, [Symbol.asyncDispose]: async () => planner[Symbol.asyncDispose]() };
}
