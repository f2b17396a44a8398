import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { type Authenticator, InvalidToken, KeysUnavailable } from '../auth/authenticator.ts';
import { cardNumberRefused, valueHoldsCard } from '../limits/card-numbers.ts';
import { MAX_REQUEST_BYTES } from '../limits/document-limits.ts';
import { documentRefusal } from '../limits/document-refusal.ts';
import type { RecordOperation } from '../telemetry/record-operation.ts';
import { type Caller, createCaller } from '../transport/caller.ts';
import { clientAddressOf } from '../transport/client-address.ts';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';
import type { HttpContext } from './http-context.ts';

export interface GraphqlEndpointOptions {
  path: string;
  apollo: ApolloServer<HttpContext>;
  authenticator: Authenticator;
  /** How many proxies of ours stand before the gateway. */
  proxies: number;
  record: RecordOperation;
}

/** What of a request is looked through for card numbers: the hash of a persisted query is none of the client's words. */
function wordsOf({ body, query }: FastifyRequest): unknown[] {
  return [body, query].map((given) => {
    if (typeof given !== 'object' || given === null) return given;
    const { variables, extensions: _, ...rest } = given as Record<string, unknown>;
    return { ...rest, variables: parsedOr(variables) };
  });
}

/** A GET request has its variables as a text of JSON, whose escapes would hide a number. */
function parsedOr(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** What refuses a request without a look at who sent it. */
function refusalOf(request: FastifyRequest): GraphQLError | undefined {
  if (valueHoldsCard(wordsOf(request))) return cardNumberRefused();
  const { query: text } = (request.body ?? request.query) as { query?: unknown };
  return typeof text === 'string' ? documentRefusal(text) : undefined;
}

/** Serves GraphQL over HTTP: first card numbers and documents that break us, then who asks, then Apollo Server. */
export function serveGraphqlEndpoint(app: FastifyInstance, options: GraphqlEndpointOptions): void {
  const { path, apollo, authenticator, proxies, record } = options;
  const callers = new WeakMap<FastifyRequest, Caller>();

  /** Answers instead of Apollo Server, in the shape that GraphQL clients understand. */
  function refuse(request: FastifyRequest, reply: FastifyReply, status: number, message: string, code: string) {
    const { id: requestId } = request;
    record({ requestId, name: undefined, type: undefined, transport: 'http', ms: reply.elapsedTime, codes: [code] });
    return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
  }

  async function identify(request: FastifyRequest, reply: FastifyReply) {
    reply.header('x-request-id', request.id).header('cache-control', 'no-store');
    const refusal = refusalOf(request);
    if (refusal !== undefined) {
      return refuse(request, reply, 400, refusal.message, String(refusal.extensions['code']));
    }
    try {
      const { viewer } = await authenticator.authenticate(request.headers.authorization);
      callers.set(request, createCaller(viewer, clientAddressOf(request.raw, proxies), request.id));
    } catch (error) {
      if (error instanceof InvalidToken) {
        return refuse(request, reply.header('www-authenticate', 'Bearer'), 401, error.message, 'UNAUTHENTICATED');
      }
      if (error instanceof KeysUnavailable) {
        request.log.warn({ err: error.cause }, 'access tokens cannot be checked');
        return refuse(request, reply.header('retry-after', '1'), 503, error.message, 'SUBGRAPH_UNAVAILABLE');
      }
      throw error;
    }
  }

  function answerUnreadable(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
    const status = error.statusCode ?? 500;
    if (status === 413) {
      const message = `A request has at most ${MAX_REQUEST_BYTES} bytes.`;
      return refuse(request, reply, 413, message, 'PAYLOAD_TOO_LARGE');
    }
    if (status === 415) return refuse(request, reply, 415, 'Send application/json.', 'BAD_REQUEST');
    if (status < 500) return refuse(request, reply, status, 'The request is not valid JSON.', 'BAD_REQUEST');
    request.log.error({ err: error }, 'a request failed');
    return refuse(request, reply, 500, INTERNAL_MESSAGE, 'INTERNAL_SERVER_ERROR');
  }

  app.register(async (scope) => {
    scope.setErrorHandler(answerUnreadable);
    scope.route({
      method: ['GET', 'POST'],
      url: path,
      preHandler: identify,
      handler: fastifyApolloHandler(apollo, {
        async context(request) {
          const caller = callers.get(request);
          if (caller === undefined) throw new Error('the sender of a request was not identified');
          return { caller };
        },
      }),
    });
  });
}
