import type { FetchNode } from '@apollo/query-planner';
import { type Data, findPlaces, type PlanPath } from './data.ts';
import type { AnswerError, SubgraphError } from './executor.ts';
import { fetchedKeys, renamedKey } from './fetch-keys.ts';
import type { PlacedError } from './read-answer.ts';
import { isFull, note, type Run } from './run.ts';
import type { FitsType } from './types.ts';

/** What of a subgraph's error clients may see. */
export type DescribeError = (error: SubgraphError, subgraph: string) => Omit<AnswerError, 'path'>;

/** The objects that a fetch is for, and which element of the answer is for which of them. */
export interface Targets {
  readonly objects: readonly Data[];
  /** For entities: the position of an object's representation, -1 for none. */
  readonly slots: readonly number[] | undefined;
}

const ENTITIES = '_entities';

/** Notes where in the data something is missing, when a fetch fails or its answer has errors. */
export interface FetchProblems {
  /** For a fetch that gave nothing. */
  missing(run: Run<unknown>, targets: Targets, error: Omit<AnswerError, 'path'>): void;
  /** For an error in an answer. @param hasData whether the answer has data as well */
  error(run: Run<unknown>, targets: Targets, error: PlacedError, hasData: boolean): void;
}

export function createFetchProblems(
  fetch: FetchNode,
  path: PlanPath,
  describeError: DescribeError,
  fits: FitsType,
): FetchProblems {
  const { serviceName: subgraph, outputRewrites = [] } = fetch;
  const keys = new Map<unknown, string[]>();

  function keysOf({ __typename: typeName }: Data): string[] {
    const known = keys.get(typeName) ?? fetchedKeys(fetch, typeName, fits);
    // Type names come from subgraphs: only so many are worth remembering.
    if (keys.size < 1_000) keys.set(typeName, known);
    return known;
  }

  const renamed = (steps: readonly (string | number)[]) =>
    outputRewrites.length === 0
      ? steps
      : steps.map((step) => (typeof step === 'string' ? renamedKey(fetch, step) : step));

  /** Notes an error at every place of some objects: below them, or for what they lack because of it. */
  function noteAt(
    run: Run<unknown>,
    objects: readonly Data[],
    error: Omit<AnswerError, 'path'>,
    below: readonly (string | number)[],
  ): void {
    if (isFull(run)) return;
    const affected = new Set(objects);
    for (const { target, path: at } of findPlaces(run.data, path)) {
      if (!affected.has(target)) continue;
      note(
        run,
        below.length > 0 ? { ...error, path: [...at, ...below] } : { ...error, path: at, keys: keysOf(target) },
      );
    }
  }

  function missing(run: Run<unknown>, { objects, slots }: Targets, error: Omit<AnswerError, 'path'>): void {
    noteAt(run, slots === undefined ? objects : objects.filter((_, index) => slots[index] !== -1), error, []);
  }

  return {
    missing,
    error(run, targets, error, hasData) {
      const described = describeError(error, subgraph);
      const { objects, slots } = targets;
      const [first, slot, ...rest] = error.path ?? [];
      if (first === undefined && hasData) note(run, { ...described, path: undefined });
      else if (first === undefined) missing(run, targets, described);
      else if (slots === undefined) noteAt(run, objects, described, renamed(error.path ?? []));
      else if (first !== ENTITIES || typeof slot !== 'number') missing(run, targets, described);
      else
        noteAt(
          run,
          objects.filter((_, index) => slots[index] === slot),
          described,
          renamed(rest),
        );
    },
  };
}
