import { Kind, print, visit } from 'graphql';
import type { Faults } from './faults.ts';
import { type Operation, readOperation } from './operations.ts';
import type { Bench, Case, Verdict } from './run-case.ts';

/** Executions that looking for a smaller case may cost. */
const MAX_ATTEMPTS = 400;

const SELECTIONS = [Kind.FIELD, Kind.INLINE_FRAGMENT, Kind.FRAGMENT_SPREAD];

/** The operation without its nth selection and what is of no use then; undefined when there is none, or it is not valid. */
function without(operation: Operation, nth: number, bench: Bench): Operation | undefined | 'end' {
  let count = -1;
  const cut = visit(operation.document, {
    enter(node) {
      if (!SELECTIONS.some((kind) => kind === node.kind)) return undefined;
      count += 1;
      return count === nth ? null : undefined;
    },
  });
  if (count < nth) return 'end';
  const spread = new Set<string>();
  visit(cut, { FragmentSpread: ({ name }) => void spread.add(name.value) });
  const used = visit(cut, { FragmentDefinition: ({ name }) => (spread.has(name.value) ? undefined : null) });
  const variables = new Set<string>();
  visit(used, { Variable: ({ name }, _key, parent) => void (isUse(parent) && variables.add(name.value)) });
  const text = print(
    visit(used, { VariableDefinition: ({ variable }) => (variables.has(variable.name.value) ? undefined : null) }),
  );
  try {
    return readOperation(bench.graph.apiSchema, text);
  } catch {
    return undefined;
  }
}

const isUse = (parent: unknown): boolean =>
  typeof parent === 'object' && parent !== null && Reflect.get(parent, 'kind') !== Kind.VARIABLE_DEFINITION;

/** Finds a smaller case that fails as well: with fewer faults, and fewer selections. */
export async function shrinkCase(bench: Bench, failing: Case): Promise<{ smallest: Case; verdict: Verdict }> {
  let attempts = 0;
  async function verdictOf(one: Case): Promise<Verdict> {
    attempts += 1;
    return bench.runOurs(one, await bench.compile(one.operation.document));
  }
  let smallest = failing;
  let verdict = await verdictOf(failing);
  async function tryCase(one: Case): Promise<boolean> {
    try {
      const next = await verdictOf(one);
      if (next.problems.length === 0) return false;
      smallest = one;
      verdict = next;
      return true;
    } catch {
      return false;
    }
  }
  const withFaults = (faults: Partial<Faults>): Case => ({ ...smallest, faults: { ...smallest.faults, ...faults } });

  if (smallest.faults.subgraph !== undefined) await tryCase(withFaults({ subgraph: undefined }));
  for (const hit of verdict.hits) {
    if (attempts > MAX_ATTEMPTS / 2) break;
    await tryCase(withFaults({ spared: new Set([...smallest.faults.spared, hit]) }));
  }
  for (let nth = 0; attempts < MAX_ATTEMPTS; ) {
    const operation = without(smallest.operation, nth, bench);
    if (operation === 'end') break;
    if (operation === undefined || !(await tryCase({ ...smallest, operation }))) nth += 1;
  }
  return { smallest, verdict };
}

/** All that is needed to understand a failure. */
export function describeFailure(bench: Bench, { operation, raw, faults, labels }: Case, verdict: Verdict): string {
  const { given, expected, hits, requests, problems } = verdict;
  return [
    ...problems,
    operation.text,
    `variables ${JSON.stringify(raw)}  labels ${JSON.stringify([...labels])}`,
    `faults ${JSON.stringify({ ...faults, spared: faults.spared.size })} hit ${hits.filter((hit) => !faults.spared.has(hit)).join(', ')}`,
    `expected ${expected.data} ${JSON.stringify(expected.errors)}`,
    `got      ${given.data} ${JSON.stringify(given.errors)}`,
    ...requests.map(({ subgraph, body }) => `asked ${subgraph}: ${body}`),
    `schema ${bench.graph.source.name}:`,
    ...Object.entries(bench.graph.source.subgraphs).map(([name, sdl]) => `# ${name}\n${sdl}`),
  ].join('\n');
}
