import { Agent } from 'undici';
import { z } from 'zod';

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.record(z.string(), z.unknown()).optional() }))
    .optional(),
});

export interface GraphAnswer {
  readonly status: number;
  readonly data: Record<string, unknown>;
  /** The errors' codes. */
  readonly codes: readonly string[];
  /** From asking to the whole answer, in ms. */
  readonly ms: number;
}

/** Asks the graph; `token` of who asks. Rejects when there is no whole answer. */
export type Ask = (query: string, variables: object, token?: string) => Promise<GraphAnswer>;

/** A client as a shop's front end is one: kept connections, as many as there are requests under way. */
export function createClient(url: string): { ask: Ask } & AsyncDisposable {
  const agent = new Agent({ connections: null, keepAliveTimeout: 60_000 });
  return {
    async ask(query, variables, token) {
      const asked = performance.now();
      const { statusCode, body } = await agent.request({
        origin: url,
        path: '/graphql',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors = [] } = answerSchema.parse(await body.json());
      return {
        status: statusCode,
        data: data ?? {},
        codes: errors.map(({ extensions }) => String(extensions?.['code'])),
        ms: performance.now() - asked,
      };
    },
    [Symbol.asyncDispose]: () => agent.close(),
  };
}
