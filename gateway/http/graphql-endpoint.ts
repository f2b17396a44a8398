import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { graphError } from '#platform/subgraph/errors.ts';
import { type Authenticator, InvalidToken, KeysUnavailable } from '../auth/authenticator.ts';
import { cardNumberRefused, valueHoldsCard } from '../limits/card-numbers.ts';
import { MAX_REQUEST_BYTES } from '../limits/document-limits.ts';
import { type Caller, createCaller } from '../transport/caller.ts';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';
import type { HttpContext } from './create-apollo-server.ts';

export interface GraphqlEndpointOptions {
  path: string;
  apollo: ApolloServer<HttpContext>;
  authenticator: Authenticator;
}

const refuse = (reply: FastifyReply, status: number, message: string, code: string) =>
  reply.code(status).send({ errors: [{ message, extensions: { code } }] });

function refuseWith(reply: FastifyReply, status: number, { message, extensions }: GraphQLError) {
  return refuse(reply, status, message, String(extensions['code']));
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

/** Answers for requests that cannot be read, in the shape that GraphQL clients understand. */
function answerUnreadable(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const status = error.statusCode ?? 500;
  if (status === 413) {
    return refuse(reply, 413, `A request has at most ${MAX_REQUEST_BYTES} bytes.`, 'PAYLOAD_TOO_LARGE');
  }
  if (status === 415) return refuse(reply, 415, 'Send application/json.', 'BAD_REQUEST');
  if (status < 500) return refuse(reply, status, 'The request is not valid JSON.', 'BAD_REQUEST');
  request.log.error({ err: error }, 'a request failed');
  return refuse(reply, 500, INTERNAL_MESSAGE, 'INTERNAL_SERVER_ERROR');
}

/** Serves GraphQL over HTTP: first card numbers, then who asks, then Apollo Server. */
export function serveGraphqlEndpoint(app: FastifyInstance, { path, apollo, authenticator }: GraphqlEndpointOptions) {
  const callers = new WeakMap<FastifyRequest, Caller>();

  async function identify(request: FastifyRequest, reply: FastifyReply) {
    if (valueHoldsCard(wordsOf(request))) return refuseWith(reply, 400, cardNumberRefused());
    try {
      const { viewer } = await authenticator.authenticate(request.headers.authorization);
      callers.set(request, createCaller(viewer, request.ip, request.id));
    } catch (error) {
      if (error instanceof InvalidToken) {
        return refuseWith(
          reply.header('www-authenticate', 'Bearer'),
          401,
          graphError('UNAUTHENTICATED', error.message),
        );
      }
      if (error instanceof KeysUnavailable) {
        request.log.warn({ err: error.cause }, 'access tokens cannot be checked');
        return refuseWith(reply.header('retry-after', '1'), 503, graphError('SUBGRAPH_UNAVAILABLE', error.message));
      }
      throw error;
    }
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
