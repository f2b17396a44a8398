import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { PlanPath } from './data.ts';
import { compileDefer, signalled } from './defer-step.ts';
import { answerFromEvent } from './event-data.ts';
import { compileFetch, type FetchParts } from './fetch-step.ts';
import { fetchesOverlap, type PlacedFetch } from './overlap.ts';
import type { Run, Step } from './run.ts';

/** A plan, ready to be run. */
export interface CompiledPlan<Context> {
  readonly run: Step<Context>;
  /** For a subscription: puts an event's payload where the first fetch would put its answer. */
  readonly begin: (run: Run<Context>, payload: Readonly<Record<string, unknown>>) => void;
}

export type PlanParts<Context> = Omit<FetchParts<Context>, 'ownCopies' | 'repeats'>;

/** All fetches of a plan, with the places of what they fetch. */
function fetchesOf(node: PlanNode | undefined, path: PlanPath, found: PlacedFetch[] = []): PlacedFetch[] {
  switch (node?.kind) {
    case 'Fetch':
      found.push({ fetch: node, path });
      break;
    case 'Flatten':
      fetchesOf(node.node, pathBelow(path, node.path), found);
      break;
    case 'Sequence':
    case 'Parallel':
      for (const one of node.nodes) fetchesOf(one, path, found);
      break;
    case 'Condition':
      fetchesOf(node.ifClause, path, found);
      fetchesOf(node.elseClause, path, found);
      break;
    case 'Defer':
      fetchesOf(node.primary.node, path, found);
      for (const one of node.deferred) fetchesOf(one.node, path, found);
      break;
    default:
  }
  return found;
}

const pathBelow = (path: PlanPath, more: readonly (string | number)[]): PlanPath => [...path, ...more.map(String)];

const nothing = () => {};

/** Runs steps one after the other, waiting only for those that have something to wait for. */
function inSequence<Context>(steps: readonly Step<Context>[]): Step<Context> {
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return only;
  return async (run) => {
    for (const step of steps) {
      const pending = step(run);
      if (pending !== undefined) await pending;
    }
  };
}

function inParallel<Context>(steps: readonly Step<Context>[]): Step<Context> {
  return (run) => {
    const pending: Promise<void>[] = [];
    for (const step of steps) {
      const one = step(run);
      if (one !== undefined) pending.push(one);
    }
    if (pending.length > 1) return Promise.all(pending).then(nothing);
    return pending[0];
  };
}

/** Compiles a plan into closures. @throws Error for a node that is not known */
export function compilePlan<Context>({ node }: QueryPlan, parts: PlanParts<Context>): CompiledPlan<Context> {
  const rest = node?.kind === 'Subscription' ? node.rest : node;
  const fetches = fetchesOf(rest, []);
  const counts = new Map<string, number>();
  const textOf = ({ serviceName, operation }: FetchNode) => `${serviceName}\n${operation}`;
  for (const { fetch } of fetches) counts.set(textOf(fetch), (counts.get(textOf(fetch)) ?? 0) + 1);
  const primary = node?.kind === 'Subscription' ? [{ fetch: node.primary, path: [] }] : [];
  const fetchParts: FetchParts<Context> = {
    ...parts,
    ownCopies: fetchesOverlap([...primary, ...fetches]),
    repeats: (fetch) => (counts.get(textOf(fetch)) ?? 0) > 1,
  };

  let compiled = 0;
  function compile(one: PlanNode | undefined, path: PlanPath): Step<Context> {
    switch (one?.kind) {
      case undefined:
        return nothing;
      case 'Fetch':
        return signalled(one, compileFetch(one, path, fetchParts, compiled++));
      case 'Flatten':
        return compile(one.node, pathBelow(path, one.path));
      case 'Sequence':
        return inSequence(one.nodes.map((each) => compile(each, path)));
      case 'Parallel':
        return inParallel(one.nodes.map((each) => compile(each, path)));
      case 'Condition': {
        const { condition } = one;
        const then = compile(one.ifClause, path);
        const otherwise = compile(one.elseClause, path);
        return (run) => (run.variables[condition] === true ? then(run) : otherwise(run));
      }
      case 'Defer':
        return compileDefer(one, path, compile);
    }
  }

  const first = node?.kind === 'Subscription' ? node.primary : undefined;
  return {
    run: compile(rest, []),
    begin(run, payload) {
      if (first !== undefined) answerFromEvent(first, run.data, payload, parts.fits);
    },
  };
}
