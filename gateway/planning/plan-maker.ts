import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { parse, printSchema } from 'graphql';
import { canonicalOperation } from './canonical-operation.ts';
import { plainPlan } from './finish-plan.ts';
import { type PlanRequest, UnplannableOperation } from './planner.ts';
import { type RequiredArguments, requiredArguments } from './required-arguments.ts';
import { createRequirementCheck } from './requirement-check.ts';
import { createKeyCheck, resolvableKeysFirst } from './resolvable-keys.ts';
import { createWriteBack } from './write-back.ts';

/** Plans at once, in this thread. */
export interface PlanMaker {
  /** What clients see of the graph, `@defer` included, as SDL. */
  readonly apiSdl: string;
  /** @throws UnplannableOperation when there is no sound plan */
  plan(request: PlanRequest): QueryPlan;
}

/** The supergraph with a field for every want. Not validated: what is wanted in such a way only has no other use. */
function withWants(original: Supergraph, wants: RequiredArguments): Supergraph {
  // Validates the original in its place.
  original.subgraphs();
  return Supergraph.build(wants.supergraph, { validateSupergraph: false });
}

/**
 * Builds Apollo's planner over a supergraph. One planner plans with and without `@defer`: where none is left in the
 * operation, the plans are those of a planner that does not know it.
 *
 * @throws Error when the text is no supergraph, or asks for what the planner does not do
 */
export function createPlanMaker(supergraphSdl: string): PlanMaker {
  const document = resolvableKeysFirst(parse(supergraphSdl, { noLocation: true }));
  const supergraph = Supergraph.build(document);
  const apiSchema = supergraph.apiSchema();
  const wants = requiredArguments(document);
  const checkKeys = createKeyCheck(document);
  const checkRequirements = createRequirementCheck(wants?.supergraph ?? document);
  const writeBack = wants === undefined ? undefined : createWriteBack(wants);
  const planner = new QueryPlanner(wants === undefined ? supergraph : withWants(supergraph, wants), {
    // With it a chain of 22 fragments on a cyclic field takes 12 s to plan.
    reuseQueryFragments: false,
    incrementalDelivery: { enableDefer: true },
  });

  function plan({ document, operationName, conditions, overrides, defer }: PlanRequest): QueryPlan {
    const canonical = canonicalOperation(document, operationName, defer, conditions);
    if (canonical === undefined) return { kind: 'QueryPlan' };
    const operation = operationFromDocument(apiSchema, canonical, { validate: false });
    const made = planner.buildQueryPlan(operation, {
      overrideConditions: new Map(overrides.map((label) => [label, true])),
    });
    if (made.node === undefined) throw new UnplannableOperation('The plan is empty.');
    const plain = plainPlan(made);
    checkRequirements(plain);
    const finished = writeBack === undefined ? plain : writeBack(plain);
    checkKeys(finished);
    return finished;
  }

  return {
    apiSdl: printSchema(apiSchema.toGraphQLJSSchema({ includeDefer: true })),

    plan(request) {
      try {
        return plan(request);
      } catch (error) {
        if (error instanceof UnplannableOperation) throw error;
        throw new UnplannableOperation(error instanceof Error ? error.message : String(error), { cause: error });
      }
    },
  };
}
