import type { DocumentNode } from 'graphql';
import { createExecutor } from '../../execution/create-executor.ts';
import type { CompiledOperation } from '../../execution/executor.ts';
import { createPlanner } from '../../planning/create-planner.ts';
import { hashOf } from './random.ts';
import type { GivenAnswer } from './stock.ts';
import type { Answer, Session } from './subgraphs.ts';

/** What travels with an operation of ours. */
export interface OurContext {
  readonly session: Session;
  readonly labels: ReadonlySet<string>;
}

/** Our executor over the same subgraphs. Their answers come in an order that follows from what is asked. */
export function startOurs(supergraphSdl: string, answer: Answer) {
  const planner = createPlanner(supergraphSdl);
  const executor = createExecutor<OurContext>({
    planner,
    async send({ subgraph, body }, { session }) {
      const hops = hashOf(body) % 4;
      for (let hop = 0; hop < hops; hop += 1) await undefined;
      return Buffer.from(await answer(subgraph, body, session));
    },
    overrideLabels: ({ labels }) => labels,
  });
  return {
    executor,
    compile: (document: DocumentNode) => executor.compile(document, undefined, false),
    async execute(
      operation: CompiledOperation<OurContext>,
      variables: Readonly<Record<string, unknown>>,
      context: OurContext,
    ): Promise<GivenAnswer> {
      const { data, errors } = await operation.execute(variables, context);
      return {
        data: data === undefined ? undefined : String(data),
        errors: errors.map(({ message, path }) => ({ message, path })),
      };
    },
    [Symbol.asyncDispose]: () => planner[Symbol.asyncDispose](),
  };
}
