import type { FetchNode } from '@apollo/query-planner';
import { type Data, findTargets, isObject, type PlanPath } from './data.ts';
import { type SendToSubgraph, SubgraphFailure, type SubgraphRequest } from './executor.ts';
import { createFetchProblems, type DescribeError, type Targets } from './fetch-problems.ts';
import { copyOf, createMerge } from './merge.ts';
import { InvalidAnswer, readAnswer, type SubgraphAnswer } from './read-answer.ts';
import { representObjects } from './represent-objects.ts';
import { compileRepresentations } from './representations.ts';
import { applyRewrites } from './rewrites.ts';
import type { Run, Step } from './run.ts';
import type { FitsType } from './types.ts';

/** What all fetches of a plan are compiled with. */
export interface FetchParts<Context> {
  readonly send: SendToSubgraph<Context>;
  readonly describeError: DescribeError;
  /** Told of what goes wrong inside: not for clients. */
  readonly onFault: (error: unknown, subgraph: string, context: Context) => void;
  readonly fits: FitsType;
  /** Whether each place of the data needs objects of its own. */
  readonly ownCopies: boolean;
  /** Whether a fetch's request may be made by another one of the plan as well. */
  readonly repeats: (fetch: FetchNode) => boolean;
}

const ENTITIES = '_entities';

/** The failure of a subgraph whose answer cannot be used. */
const unusable = (subgraph: string, cause: unknown) =>
  new SubgraphFailure(`The ${subgraph} service is not available.`, 'SUBGRAPH_UNAVAILABLE', { cause });

/**
 * Compiles one fetch of a plan: what is sent is put together from texts that are made here, once.
 *
 * @param index of the fetch in its plan
 */
export function compileFetch<Context>(
  fetch: FetchNode,
  path: PlanPath,
  parts: FetchParts<Context>,
  index: number,
): Step<Context> {
  const { send, describeError, onFault, fits, ownCopies } = parts;
  const { serviceName: subgraph, operation, operationName, requires } = fetch;
  const kind: SubgraphRequest['kind'] = fetch.operationKind === 'mutation' ? 'mutation' : 'query';
  const repeats = kind === 'query' && parts.repeats(fetch);
  const mergeInto = createMerge(fits);
  const used = fetch.variableUsages ?? [];
  const outputRewrites = fetch.outputRewrites ?? [];
  const problems = createFetchProblems(fetch, path, describeError, fits);
  const represent =
    requires === undefined ? undefined : compileRepresentations(requires, fetch.inputRewrites ?? [], fits);
  const name = operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`;
  const start = `{"query":${JSON.stringify(operation)}${name}`;
  const bare = `${start}}`;
  const variableTexts = used.map((variable) => ({ variable, label: `${JSON.stringify(variable)}:` }));

  function variablesOf({ variables }: Run<Context>): string {
    let text = '';
    for (const { variable, label } of variableTexts) {
      const value = variables[variable];
      if (value !== undefined) text += `${text === '' ? '' : ','}${label}${JSON.stringify(value)}`;
    }
    return text;
  }

  function mergeEntities(targets: Targets, slots: readonly number[], count: number, answer: SubgraphAnswer): void {
    if (answer.data === null) return;
    const entities = answer.data[ENTITIES];
    if (!Array.isArray(entities) || entities.length !== count) {
      if (answer.errors.length > 0) return;
      throw new InvalidAnswer(`its _entities are no list of ${count}`);
    }
    if (outputRewrites.length > 0) applyRewrites(entities, outputRewrites, fits);
    const given = new Set<number>();
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index];
      const target = targets.objects[index];
      const entity: unknown = slot === undefined ? undefined : entities[slot];
      if (slot === undefined || target === undefined || !isObject(entity)) continue;
      if (ownCopies && given.has(slot)) mergeInto(target, copyOf(entity) as Data);
      else mergeInto(target, entity);
      if (ownCopies) given.add(slot);
    }
  }

  function mergeRoot({ objects }: Targets, { data }: SubgraphAnswer): void {
    if (data === null) return;
    if (outputRewrites.length > 0) applyRewrites(data, outputRewrites, fits);
    for (const [index, object] of objects.entries()) mergeInto(object, index === 0 ? data : (copyOf(data) as Data));
  }

  function failed(run: Run<Context>, targets: Targets, error: unknown): void {
    const failure = error instanceof SubgraphFailure ? error : unusable(subgraph, error);
    if (failure !== error) onFault(error, subgraph, run.context);
    problems.missing(run, targets, { message: failure.message, extensions: { code: failure.code } });
  }

  function sendFor({ recorder, context }: Run<Context>, body: string): Promise<Buffer> {
    const request = { subgraph, kind, body };
    return recorder === undefined ? send(request, context) : recorder.send(index, request);
  }

  /** The answer to a request; what is merged from it is the caller's own where it has to be. */
  async function answerTo(run: Run<Context>, body: string): Promise<SubgraphAnswer> {
    if (!repeats) return readAnswer(await sendFor(run, body));
    const { sent } = run;
    const key = `${subgraph}\n${body}`;
    let shared = sent.get(key);
    if (shared === undefined) {
      shared = sendFor(run, body).then(readAnswer);
      sent.set(key, shared);
    }
    const answer = await shared;
    return ownCopies || outputRewrites.length > 0 ? { ...answer, data: copyOf(answer.data) as Data | null } : answer;
  }

  async function ask(run: Run<Context>, body: string, targets: Targets, count: number): Promise<void> {
    try {
      const answer = await answerTo(run, body);
      if (targets.slots === undefined) mergeRoot(targets, answer);
      else mergeEntities(targets, targets.slots, count, answer);
      for (const error of answer.errors) problems.error(run, targets, error, answer.data !== null);
    } catch (error) {
      failed(run, targets, error);
    }
  }

  if (represent === undefined) {
    const plain = used.length === 0 ? bare : undefined;
    return (run) => {
      if (run.trial !== undefined) return run.trial.check(index);
      const objects = findTargets(run.data, path);
      if (objects.length === 0) return;
      const body = plain ?? `${start},"variables":{${variablesOf(run)}}}`;
      return ask(run, body, { objects, slots: undefined }, 0);
    };
  }

  return (run) => {
    if (run.trial !== undefined) return run.trial.check(index);
    const objects = findTargets(run.data, path);
    if (objects.length === 0) return;
    const { slots, texts } = representObjects(objects, represent);
    if (texts.length === 0) return;
    const variables = used.length === 0 ? '' : `${variablesOf(run)},`;
    const body = `${start},"variables":{${variables === ',' ? '' : variables}"representations":[${texts.join()}]}}`;
    return ask(run, body, { objects, slots }, texts.length);
  };
}
