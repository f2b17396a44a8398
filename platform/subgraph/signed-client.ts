import { Agent, request } from 'undici';
import { z } from 'zod';
import type { Logger } from '#platform/logging/create-logger.ts';
import { encodeIdentity, signRequest } from '#platform/security/signed-request.ts';
import { graphError } from './errors.ts';

export interface SignedClientOptions {
  /** Where the other subgraph answers: `http://host:port/graphql`. */
  url: string;
  /** The secret that the gateway and the subgraphs share. */
  secret: string;
  /** Who asks. */
  service: string;
  /** Who is asked; named in the error. */
  subgraph: string;
  /** Longest time for a whole answer, in ms. */
  deadlineMs: number;
  logger: Logger;
}

/** Asks another subgraph on a service's own behalf. */
export interface SignedClient extends AsyncDisposable {
  /**
   * Runs a query.
   *
   * @param answer the shape of its data
   * @throws GraphQLError SUBGRAPH_UNAVAILABLE when there is no whole answer in time; why is in the log only
   */
  query<Data>(query: string, variables: object, answer: z.ZodType<Data>): Promise<Data>;
}

/** Connections are kept and shared by all queries. */
export function createSignedClient(options: SignedClientOptions): SignedClient {
  const { url, secret, service, subgraph, deadlineMs, logger } = options;
  const { pathname: path } = new URL(url);
  const identity = encodeIdentity({ viewer: { kind: 'service', name: service }, clientAddress: '' });
  const agent = new Agent({ connect: { timeout: deadlineMs } });

  async function ask(query: string, variables: object): Promise<unknown> {
    const body = JSON.stringify({ query, variables });
    const headers = {
      'content-type': 'application/json',
      ...signRequest({ secret, method: 'POST', path, body }, identity),
    };
    const signal = AbortSignal.timeout(deadlineMs);
    const response = await request(url, { method: 'POST', headers, body, signal, dispatcher: agent });
    const text = await response.body.text();
    if (response.statusCode !== 200) throw new Error(`answered with status ${response.statusCode}`);
    return JSON.parse(text);
  }

  return {
    async query(query, variables, answer) {
      try {
        const { data, errors } = z
          .object({ data: answer.optional(), errors: z.array(z.unknown()).optional() })
          .parse(await ask(query, variables));
        if (errors !== undefined) throw new Error(`answered with errors: ${JSON.stringify(errors)}`);
        if (data === undefined) throw new Error('answered without data');
        return data;
      } catch (error) {
        logger.warn({ err: error, subgraph }, 'another subgraph could not be asked');
        throw graphError('SUBGRAPH_UNAVAILABLE', `The ${subgraph} service is not available.`);
      }
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}
