import { Pool } from 'undici';
import { z } from 'zod';
import type { Logger } from '#platform/logging/create-logger.ts';
import { signRequest } from '#platform/security/signed-request.ts';
import type { Caller } from './caller.ts';
import { readBody } from './read-body.ts';
import { publicSubgraphError, type SubgraphError, unavailable } from './subgraph-errors.ts';

export interface SubgraphRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

export interface SubgraphAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly SubgraphError[];
}

/** Asks the subgraphs. */
export interface SubgraphClient extends AsyncDisposable {
  /**
   * Sends one operation, signed. A subgraph that cannot be reached, is too slow or answers nonsense is answered for by an
   * error SUBGRAPH_UNAVAILABLE; this never rejects.
   */
  send(subgraph: string, request: SubgraphRequest, caller: Caller): Promise<SubgraphAnswer>;
}

export interface SubgraphClientOptions {
  urls: ReadonlyMap<string, string>;
  signingSecret: string;
  logger: Logger;
}

/** Longest time for a whole answer, in ms: a login hashes for 0.1 s and may queue behind others. */
const QUERY_DEADLINE_MS = 3_000;
/** A payment asks a provider outside. */
const MUTATION_DEADLINE_MS = 10_000;

/** Sockets to one subgraph; further requests queue until the deadline. */
const CONNECTIONS = 64;

/** Longest answer of a subgraph, in bytes. */
const ANSWER_LIMIT = 10_000_000;

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.looseObject({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.looseObject({}).optional(),
      }),
    )
    .optional(),
});

/** A client for all subgraphs of one supergraph, with a pool of kept connections for each. */
export function createSubgraphClient({ urls, signingSecret, logger }: SubgraphClientOptions): SubgraphClient {
  const endpoints = new Map(
    [...urls].map(([name, address]) => {
      const { origin, pathname } = new URL(address);
      const pool = new Pool(origin, { connections: CONNECTIONS, connect: { timeout: 1_000 }, keepAliveTimeout: 4_000 });
      return [name, { pool, path: pathname }] as const;
    }),
  );

  async function ask(name: string, request: SubgraphRequest, caller: Caller): Promise<SubgraphAnswer> {
    const endpoint = endpoints.get(name);
    if (endpoint === undefined) throw new Error('no such subgraph');
    const { pool, path } = endpoint;
    const body = JSON.stringify(request);
    const deadline = request.query.startsWith('mutation') ? MUTATION_DEADLINE_MS : QUERY_DEADLINE_MS;
    const response = await pool.request({
      method: 'POST',
      path,
      headers: {
        ...signRequest({ secret: signingSecret, method: 'POST', path, body }, caller.identity),
        'content-type': 'application/json',
        accept: 'application/json',
        'x-request-id': caller.requestId,
      },
      body,
      signal: AbortSignal.timeout(deadline),
    });
    const text = await readBody(response.body, ANSWER_LIMIT);
    if (response.statusCode !== 200) throw new Error(`it answered with status ${response.statusCode}`);
    const { data, errors } = answerSchema.parse(JSON.parse(text));
    if (data === undefined && errors === undefined) throw new Error('it answered neither data nor errors');
    return {
      ...(data === undefined ? {} : { data }),
      ...(errors === undefined ? {} : { errors: errors.map((error) => publicSubgraphError(error, name, logger)) }),
    };
  }

  return {
    async send(subgraph, request, caller) {
      try {
        return await ask(subgraph, request, caller);
      } catch (error) {
        logger.warn({ err: error, subgraph, requestId: caller.requestId }, 'a subgraph did not answer');
        return { data: null, errors: [unavailable(subgraph)] };
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...endpoints.values()].map(({ pool }) => pool.close()));
    },
  };
}
