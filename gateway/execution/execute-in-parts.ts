import type { SelectionNode } from 'graphql';
import type { CompiledPlan } from './compile-plan.ts';
import type { Answer, IncrementalPart } from './executor.ts';
import type { OperationShape } from './operation-shape.ts';
import type { Deferral, DeferredPart, Run } from './run.ts';

export const newDeferral = (): Deferral => ({ parts: [], fetched: new Map() });

/** Executes an operation of which parts are deferred: the answer without them, and those as they are done. */
export async function executeInParts<Context>(
  plan: CompiledPlan<Context>,
  shape: OperationShape,
  labels: ReadonlyMap<SelectionNode, string>,
  run: Run<Context>,
): Promise<Answer> {
  const { data, variables } = run;
  const parts = run.deferral?.parts ?? [];
  await plan.run(run);
  const fragmentsOf = (part: DeferredPart) => [...labels].filter(([, label]) => label === part.label);
  const omitted = () => new Set(parts.flatMap((part) => fragmentsOf(part).map(([fragment]) => fragment)));

  async function* inTurn(): AsyncGenerator<readonly IncrementalPart[], void, undefined> {
    const given = new Set<DeferredPart>();
    while (given.size < parts.length) {
      const waiting = parts.filter((part) => !given.has(part));
      const { part, problems } = await Promise.race(
        waiting.map(async (one) => ({ part: one, problems: await one.done })),
      );
      given.add(part);
      const results = { data, variables, problems, omitted: omitted() };
      const made = fragmentsOf(part).flatMap(([fragment]) => shape.partsOf(fragment, part.keys, results));
      if (made.length > 0) yield made;
    }
  }

  async function allDone(): Promise<void> {
    // A part adds its own ones before it is done.
    for (const { done } of parts) await done;
  }

  const answer = shape.answer(data, variables, run.problems, omitted());
  return parts.length === 0 ? answer : { ...answer, later: inTurn(), finished: allDone() };
}
