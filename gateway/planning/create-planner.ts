import { graphSchemas } from './graph-schemas.ts';
import { createPlanMaker } from './plan-maker.ts';
import type { Planner } from './planner.ts';

/**
 * A planner in this thread: a plan holds the event loop for as long as it takes.
 *
 * @throws Error when the text is no supergraph, or asks for what the planner does not do
 */
export function createPlanner(supergraphSdl: string): Planner {
  const maker = createPlanMaker(supergraphSdl);
  return {
    ...graphSchemas(supergraphSdl, maker.apiSdl),
    plan: async (request) => maker.plan(request),
    [Symbol.asyncDispose]: async () => {},
  };
}
