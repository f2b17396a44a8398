import type { CompiledOperation } from '../../execution/executor.ts';
import { UnplannableOperation } from '../../planning/planner.ts';
import { checkSoundness, compareAnswers } from './compare.ts';
import { drawFaults, FaultInjector, type Faults, NO_FAULTS } from './faults.ts';
import type { Graph } from './graph.ts';
import type { Operation } from './operations.ts';
import { type OurContext, startOurs } from './ours.ts';
import { createRandom } from './random.ts';
import { createReference, type Expectation } from './reference.ts';
import { type GivenAnswer, startStock } from './stock.ts';
import { compareStock } from './stock-differences.ts';
import { createSubgraphs, type Session } from './subgraphs.ts';
import { World } from './world.ts';

/** One execution of an operation, to be compared. */
export interface Case {
  readonly operation: Operation;
  /** As the client sends them. */
  readonly raw: Record<string, unknown>;
  readonly coerced: Record<string, unknown>;
  readonly faults: Faults;
  /** Labels of progressive overrides that hold. */
  readonly labels: ReadonlySet<string>;
}

/** How it went. */
export interface Verdict {
  readonly problems: readonly string[];
  readonly given: GivenAnswer;
  readonly expected: Expectation;
  /** What went wrong in the subgraphs. */
  readonly hits: readonly string[];
  readonly requests: Session['requests'];
}

const NOTHING: GivenAnswer = { data: undefined, errors: [] };
const ALWAYS = /^percent\(100\)$/;
const CHANCE = /^percent\(/;

/** A graph with everything that answers over it. */
export async function startBench(graph: Graph) {
  const world = new World(graph);
  const answer = createSubgraphs(graph, world);
  const reference = createReference(graph, world);
  await using resources = new AsyncDisposableStack();
  const stock = resources.use(await startStock(graph.supergraphSdl, answer));
  const ours = resources.use(startOurs(graph.supergraphSdl, answer));
  const owned = resources.move();
  const sessionOf = (faults: Faults): Session => ({ faults: new FaultInjector(faults, world), seq: 0, requests: [] });
  const expectationOf = ({ operation, raw, faults }: Case, labels: ReadonlySet<string>) =>
    reference.expect(operation.document, raw, new FaultInjector(faults, world), labels);

  return {
    graph,
    compile: ours.compile,
    drawCase(operation: Operation, seed: string): Case {
      const random = createRandom(`case ${seed}`);
      const { raw, coerced } = operation.drawVariables(random);
      const labels = graph.labels.filter((label) => ALWAYS.test(label) || (!CHANCE.test(label) && random.chance(0.5)));
      return { operation, raw, coerced, faults: drawFaults(random, graph), labels: new Set(labels) };
    },

    /** Runs ours and compares. @param tamper changes the answer before it is looked at */
    async runOurs(
      one: Case,
      compiled: CompiledOperation<OurContext>,
      tamper: (answer: GivenAnswer) => GivenAnswer = (answer) => answer,
    ): Promise<Verdict> {
      const { coerced, faults, labels } = one;
      const expected = expectationOf(one, labels);
      const session = sessionOf(faults);
      let given: GivenAnswer;
      try {
        given = tamper(await ours.execute(compiled, coerced, { session, labels }));
      } catch (error) {
        if (error instanceof UnplannableOperation && graph.source.mayBeUnplannable === true) {
          return { problems: [], given: NOTHING, expected, hits: [], requests: [] };
        }
        given = { data: undefined, errors: [{ message: `thrown: ${(error as Error).stack}`, path: undefined }] };
      }
      const problems = [...(session.invalid ?? [])];
      try {
        if (!expected.uncertain) problems.push(...compareAnswers(given, { expected, subgraph: faults.subgraph }));
        // What a mutation gives depends on those that ran before it.
        else if (faults.fields === 0 && compiled.kind === 'query') {
          const healthy = expectationOf({ ...one, faults: NO_FAULTS }, labels).data;
          problems.push(...checkSoundness(given, healthy, graph.interfaceObjects.size > 0));
        }
      } catch (error) {
        problems.push(`the answer cannot be compared: ${error}`);
      }
      return { problems, given, expected, hits: [...session.faults.hits.keys()], requests: session.requests };
    },

    /** Runs stock and compares. Nothing when it depends on the plan what is right. */
    async runStock(one: Case) {
      // It knows no labels: none holds.
      const expected = expectationOf(one, new Set());
      if (expected.uncertain) return undefined;
      const session = sessionOf(one.faults);
      const given = await stock.execute(one.operation.text, one.operation.document, one.coerced, session);
      const facts = { expected, subgraph: one.faults.subgraph };
      return { ...compareStock({ graph, operation: one.operation, facts, faults: session.faults, given }), given };
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

export type Bench = Awaited<ReturnType<typeof startBench>>;
