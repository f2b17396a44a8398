import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { execute, type GraphQLSchema, parse, validate } from 'graphql';
import { createExecutor, type ExecutorOptions } from '../execution/create-executor.ts';
import type { Answer, IncrementalPart, SubgraphRequest } from '../execution/executor.ts';
import { createPlanner } from '../planning/create-planner.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@external", "@requires", "@shareable"])\n';

export interface SubgraphDefinition {
  typeDefs: string;
  resolvers: GraphQLResolverMap<unknown>;
}

/** A request as its subgraph reads it. */
export interface SentRequest {
  subgraph: string;
  query: string;
  variables: Record<string, unknown> & { representations?: unknown[] };
}

/** May answer in the place of a subgraph: with bytes, or by throwing; undefined lets the subgraph answer. */
export type Interception = (request: SentRequest) => Promise<Buffer | undefined> | Buffer | undefined;

const jsonOf = (data: Buffer | undefined): unknown => (data === undefined ? undefined : JSON.parse(data.toString()));

/** An executor over subgraphs that answer in this process, by graphql-js. */
export function createExecutorFixture(
  subgraphs: Record<string, SubgraphDefinition>,
  options: Pick<ExecutorOptions<undefined>, 'replayBytes'> = {},
) {
  const definitions = Object.entries(subgraphs).map(([name, { typeDefs, resolvers }]) => ({
    name,
    url: `http://${name}`,
    typeDefs: parse(LINK + typeDefs),
    resolvers,
  }));
  const composed = composeServices(definitions);
  if (composed.errors !== undefined) throw new Error(composed.errors.join('\n'));
  const schemas = new Map<string, GraphQLSchema>(
    definitions.map(({ name, typeDefs, resolvers }) => [name, buildSubgraphSchema([{ typeDefs, resolvers }])]),
  );
  const sent: SentRequest[] = [];
  let intercept: Interception = () => undefined;

  async function send({ subgraph, body }: SubgraphRequest): Promise<Buffer> {
    const { query, variables = {} } = JSON.parse(body) as { query: string; variables?: SentRequest['variables'] };
    const request = { subgraph, query, variables };
    sent.push(request);
    const instead = await intercept(request);
    if (instead !== undefined) return instead;
    const schema = schemas.get(subgraph);
    if (schema === undefined) throw new Error(`there is no subgraph ${subgraph}`);
    const result = await execute({ schema, document: parse(query), variableValues: variables });
    return Buffer.from(JSON.stringify(result));
  }

  const executor = createExecutor<undefined>({ planner: createPlanner(composed.supergraphSdl), send, ...options });

  async function compile(query: string, defer = false) {
    const document = parse(query);
    const errors = validate(executor.schema, document);
    if (errors.length > 0) throw new Error(errors.join('\n'));
    return executor.compile(document, undefined, defer);
  }

  const read = ({ data, errors }: Pick<Answer, 'data' | 'errors'>) => ({ data: jsonOf(data), errors });

  return {
    compile,
    /** Every request that a subgraph got, in order. */
    sent,
    intercept(by: Interception) {
      intercept = by;
    },
    async ask(query: string, variables: Record<string, unknown> = {}) {
      const operation = await compile(query);
      return read(await operation.execute(variables, undefined));
    },
    /** The text of the data, as it is written. */
    async text(query: string) {
      const operation = await compile(query);
      return String((await operation.execute({}, undefined)).data);
    },
    async show(query: string, payload: Record<string, unknown>) {
      const operation = await compile(query);
      return read(await operation.executeEvent(payload, {}, undefined));
    },
    /**
     * The first part of an answer and the later ones, in the lists in which they came.
     *
     * @param onFirst called when the first part is there
     */
    async askInParts(query: string, variables: Record<string, unknown> = {}, onFirst = () => {}) {
      const operation = await compile(query, true);
      const answer = await operation.execute(variables, undefined);
      onFirst();
      const later: object[][] = [];
      const plain = (part: IncrementalPart) => ({ ...part, data: jsonOf(part.data) });
      for await (const parts of answer.later ?? []) later.push(parts.map(plain));
      return { first: read(answer), inParts: answer.later !== undefined, later };
    },
  };
}
