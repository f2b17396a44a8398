import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { DocumentNode } from 'graphql';
import { hashOf } from './random.ts';
import type { Answer, Session } from './subgraphs.ts';

type ExecutorInput = Parameters<ApolloGateway['executor']>[0];
type DataSourceAnswer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** An answer, as far as it is compared. */
export interface GivenAnswer {
  /** JSON text of `data`; undefined when there is none. */
  readonly data: string | undefined;
  readonly errors: readonly { readonly message: string; readonly path: readonly (string | number)[] | undefined }[];
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** Stock @apollo/gateway over the same subgraphs. */
export async function startStock(supergraphSdl: string, answer: Answer) {
  // Read when the gateway is made; on by default.
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: quiet,
    __exposeQueryPlanExperimental: false,
    queryPlannerConfig: { reuseQueryFragments: false },
    buildService: ({ name }) => ({
      async process({ request, context }) {
        const { session } = context as unknown as { session: Session };
        const { query, variables, operationName } = request;
        const text = await answer(name, JSON.stringify({ query, variables, operationName }), session);
        return JSON.parse(text) as DataSourceAnswer;
      },
    }),
  });
  await gateway.load();

  return {
    async execute(
      text: string,
      document: DocumentNode,
      variables: Readonly<Record<string, unknown>>,
      session: Session,
    ): Promise<GivenAnswer> {
      const input = {
        request: { variables },
        document,
        operationName: null,
        queryHash: `${hashOf(text)} ${text.length} ${text}`,
        source: '',
        context: { session },
        metrics: {},
        logger: quiet,
        schema: gateway.schema,
      };
      let result: Awaited<ReturnType<ApolloGateway['executor']>>;
      try {
        result = await gateway.executor(input as unknown as ExecutorInput);
      } catch (error) {
        // Where an answer is not shaped as expected it throws: the server above would answer 500.
        return { data: undefined, errors: [{ message: `thrown: ${error}`, path: undefined }] };
      }
      const { data, extensions } = result;
      // Nulls where none may be are told apart; only a whole answer that is lost by them needs an error.
      const completion = data === null ? ((extensions?.['valueCompletion'] as Error[] | undefined) ?? []) : [];
      const errors = [...(result.errors ?? []), ...completion.map(({ message }) => ({ message, path: undefined }))];
      return {
        data: data === undefined ? undefined : JSON.stringify(data),
        errors: errors.map(({ message, path }) => ({ message, path })),
      };
    },
    [Symbol.asyncDispose]: () => gateway.stop(),
  };
}

export type Stock = Awaited<ReturnType<typeof startStock>>;
