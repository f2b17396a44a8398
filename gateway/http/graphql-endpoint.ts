import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, print } from 'graphql';
import { graphError } from '#platform/subgraph/errors.ts';
import { payloadTooLarge } from '../limits/limit-error.ts';
import type { Graph, PreparedOperation } from '../operations/graph.ts';
import type { LiveGraph } from '../supergraph/live-graph.ts';
import { codesOf, type RecordOperation } from '../telemetry/record-operation.ts';
import { currentTrace } from '../telemetry/request-trace.ts';
import type { Caller } from '../transport/caller.ts';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';
import { answerPieces } from './answer-text.ts';
import { type GraphqlRequest, readGraphqlRequest, readGraphqlSearch } from './graphql-request.ts';
import type { HandedBack } from './handed-back.ts';
import type { HttpContext } from './http-context.ts';
import { createNegotiation, JSON_TYPE } from './media-types.ts';
import type { Reception } from './receive.ts';
import { badRequest, type HttpRefusal, isRefusal, refuseWith } from './refusal.ts';

export interface GraphqlEndpointOptions {
  path: string;
  apollo: ApolloServer<HttpContext>;
  live: LiveGraph;
  reception: Reception;
  /** Of the short lane. */
  handedBack: HandedBack;
  /** Longest request body, in bytes. */
  bodyLimit: number;
  record: RecordOperation;
}

/** Documents as texts again. */
const texts = new WeakMap<DocumentNode, string>();

function textOf({ document }: PreparedOperation): string {
  let text = texts.get(document);
  if (text === undefined) {
    text = print(document);
    texts.set(document, text);
  }
  return text;
}

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/**
 * A request for Apollo Server. One that was read is put together anew from what was read: where Apollo Server took the
 * address differently, it would judge another operation than the one that is run.
 */
function apolloRequest(
  request: FastifyRequest,
  read: GraphqlRequest | undefined,
  operation: PreparedOperation | undefined,
): HTTPGraphQLRequest {
  const { method, url, body } = request;
  const headers = headersOf(request);
  if (read === undefined || operation === undefined) {
    const at = url.indexOf('?');
    return { method, headers, search: at < 0 ? '' : url.slice(at), body };
  }
  const query = textOf(operation);
  const { operationName, variables } = read;
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  if (operationName !== undefined) search.set('operationName', operationName);
  return { method, headers, search: `?${search}`, body: { query, operationName: operationName ?? null, variables } };
}

/** Serves GraphQL over HTTP by Apollo Server: whatever is not the short lane's. */
export function serveGraphqlEndpoint(app: FastifyInstance, options: GraphqlEndpointOptions): void {
  const { path, apollo, live, reception, handedBack, bodyLimit, record } = options;
  const negotiate = createNegotiation();

  /** Answers instead of Apollo Server, as the short lane does. */
  function refuse(request: FastifyRequest, reply: FastifyReply, { refusedWith, errors, headers }: HttpRefusal) {
    const codes = codesOf(errors);
    const { traceId } = currentTrace();
    const { id: requestId } = request;
    record({ requestId, traceId, name: undefined, type: undefined, transport: 'http', ms: reply.elapsedTime, codes });
    for (let at = 0; at < headers.length; at += 2) reply.header(headers[at] ?? '', headers[at + 1]);
    return reply
      .code(refusedWith)
      .type(negotiate(request.headers.accept).contentType ?? JSON_TYPE)
      .send(answerPieces({ data: undefined, errors }).join(''));
  }

  function answerUnreadable(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
    const status = error.statusCode ?? 500;
    if (status === 413) return refuse(request, reply, refuseWith(413, [payloadTooLarge(bodyLimit)]));
    if (status === 415) return refuse(request, reply, refuseWith(415, [badRequest('Send application/json.')]));
    if (status < 500) return refuse(request, reply, refuseWith(status, [badRequest('The request is not valid JSON.')]));
    request.log.error({ err: error }, 'a request failed');
    return refuse(request, reply, refuseWith(500, [graphError('INTERNAL_SERVER_ERROR', INTERNAL_MESSAGE)]));
  }

  /** Has an operation run, within the graph that is served now, by Apollo Server; or refuses it. */
  async function answerWith(graph: Graph, caller: Caller, request: FastifyRequest, reply: FastifyReply) {
    const { method, query, body: given } = request;
    const read = method === 'GET' ? readGraphqlSearch(query as Record<string, unknown>) : readGraphqlRequest(given);
    const operation = read === undefined ? undefined : await reception.find(graph, read);
    if (operation !== undefined && isRefusal(operation)) return refuse(request, reply, operation);
    const { traceId } = currentTrace();
    const { headers, body, status } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: apolloRequest(request, read, operation),
      context: async () => ({ caller, traceId, operation }),
    });
    for (const [name, value] of headers) reply.header(name, value);
    if (body.kind !== 'complete') throw new Error('Apollo Server gave an answer in parts');
    return reply.code(status ?? 200).send(body.string);
  }

  async function answer(request: FastifyRequest, reply: FastifyReply) {
    const { traceparent } = currentTrace();
    const caller = await reception.identify(request.raw, { requestId: request.id, traceparent });
    if (isRefusal(caller)) return refuse(request, reply, caller);
    const graph = live.enter();
    try {
      return await answerWith(graph, caller, request, reply);
    } finally {
      live.leave(graph);
    }
  }

  app.register(async (scope) => {
    scope.setErrorHandler(answerUnreadable);
    scope.addHook('onRequest', (request, reply, done) => {
      reply.header('x-request-id', request.id).header('cache-control', 'no-store');
      done();
    });
    scope.addHook('preParsing', (request, _reply, payload, done) => {
      if (!handedBack.has(request.raw)) return done(null, payload);
      const body = handedBack.get(request.raw);
      if (body === undefined) return done(Object.assign(new Error('too long'), { statusCode: 413 }));
      return done(
        null,
        Object.assign(Readable.from([body], { objectMode: false }), { receivedEncodedLength: body.length }),
      );
    });
    scope.route({ method: ['GET', 'POST'], url: path, handler: answer });
  });
}
