import type { Data, DataPath } from './data.ts';
import type { AnswerError, SubgraphRequest } from './executor.ts';
import type { SubgraphAnswer } from './read-answer.ts';

/** An error, and where in the data it belongs. */
export interface Problem extends Omit<AnswerError, 'path'> {
  /** Undefined when nobody knows. */
  readonly path: DataPath | undefined;
  /** Of the object at the path: the values that are missing because of it. */
  readonly keys?: readonly string[];
}

/** Most problems kept of one operation: a dead subgraph can be missing at thousands of places. */
const MAX_PROBLEMS = 1_000;

/** A part of the plan that runs on after the first part of the answer (`@defer`). */
export interface DeferredPart {
  /** Of the place of the deferred fragment in the document. */
  readonly label: string;
  /** Where the fragment stands: keys of the data from the root, without list positions. */
  readonly keys: readonly string[];
  /** What went wrong in it, when it is done. Does not reject. */
  readonly done: Promise<readonly Problem[]>;
}

/** An execution whose answer comes in parts. */
export interface Deferral {
  /** All that were met so far; a part can have parts of its own. */
  readonly parts: DeferredPart[];
  /** Settles when a fetch, by its id in the plan, is done. */
  readonly fetched: Map<string, PromiseWithResolvers<void>>;
}

/** Asks the subgraphs again what a recorded execution asked. */
export interface Trial {
  /** Sends a fetch's recorded request, if there was one, and compares. After the first difference nothing more is sent. */
  check(fetch: number): Promise<void> | void;
}

/** Sends what an execution asks for, and remembers it. */
export interface Recorder {
  send(fetch: number, request: SubgraphRequest): Promise<Buffer>;
}

/** One execution of an operation. */
export interface Run<Context> {
  /** What the fetches have gathered. */
  readonly data: Data;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: Context;
  readonly problems: Problem[];
  /** Answers to requests that the plan may make more than once, by subgraph and body. */
  readonly sent: Map<string, Promise<SubgraphAnswer>>;
  /** For an answer in parts. */
  readonly deferral: Deferral | undefined;
  /** Instead of gathering data, the fetches only compare what the subgraphs answer. */
  readonly trial: Trial | undefined;
  /** Sends in the place of the executor. */
  readonly recorder: Recorder | undefined;
}

/** Whether nothing more is noted. */
export const isFull = ({ problems }: Run<unknown>): boolean => problems.length >= MAX_PROBLEMS;

export function note(run: Run<unknown>, problem: Problem): void {
  if (!isFull(run)) run.problems.push(problem);
}

/** A node of a plan, compiled. Does not reject: what goes wrong is noted. */
export type Step<Context> = (run: Run<Context>) => Promise<void> | void;
