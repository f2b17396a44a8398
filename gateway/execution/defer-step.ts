import type { DeferNode, FetchNode, PlanNode } from '@apollo/query-planner';
import { placeOfLabel } from '../planning/defer-labels.ts';
import type { PlanPath } from './data.ts';
import type { Deferral, Step } from './run.ts';

function fetchedOf({ fetched }: Deferral, id: string): PromiseWithResolvers<void> {
  const known = fetched.get(id) ?? Promise.withResolvers<void>();
  fetched.set(id, known);
  return known;
}

/** A fetch that says when it is done, to the deferred parts of the plan that build on it. */
export function signalled<Context>({ id }: FetchNode, step: Step<Context>): Step<Context> {
  if (id === undefined) return step;
  return async (run) => {
    await step(run);
    if (run.deferral !== undefined) fetchedOf(run.deferral, id).resolve();
  };
}

/** Compiles a node whose first part is waited for while the deferred ones run on. */
export function compileDefer<Context>(
  { primary, deferred }: DeferNode,
  path: PlanPath,
  compile: (node: PlanNode | undefined, path: PlanPath) => Step<Context>,
): Step<Context> {
  const first = compile(primary.node, path);
  const later = deferred.map(({ label = '', queryPath, depends, node }) => ({
    label: placeOfLabel(label),
    keys: queryPath.filter((step) => !step.startsWith('... on ')),
    ids: depends.map(({ id }) => id),
    step: compile(node, path),
  }));
  return async (run) => {
    const done = (async () => first(run))();
    const { deferral } = run;
    if (deferral === undefined) throw new Error('a plan for an answer in one part defers');
    for (const { label, keys, ids, step } of later) {
      // A fetch that its condition left out is never done: then the first part's end is what counts.
      const ready = Promise.race([done, Promise.all(ids.map((id) => fetchedOf(deferral, id).promise))]);
      const part = ready.then(async () => {
        const own = { ...run, problems: [] };
        await step(own);
        return own.problems;
      });
      deferral.parts.push({ label, keys, done: part });
    }
    await done;
  };
}
