import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { givenRequestId } from '#platform/lifecycle/http-server.ts';
import type { LaneServer, ShortLane } from '#platform/lifecycle/short-lane.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Metrics } from '#platform/telemetry/create-metrics.ts';
import type { OperationAnswer, PreparedOperation } from '../operations/graph.ts';
import { FAILED } from '../operations/refusals.ts';
import type { LiveGraph } from '../supergraph/live-graph.ts';
import { codesOf, type RecordOperation } from '../telemetry/record-operation.ts';
import { beginTrace, type RequestTrace } from '../telemetry/request-trace.ts';
import { answerPieces } from './answer-text.ts';
import { type GraphqlRequest, readGraphqlRequest } from './graphql-request.ts';
import type { HandedBack } from './handed-back.ts';
import { createNegotiation, PARTS_TYPE } from './media-types.ts';
import { readBody } from './read-body.ts';
import type { Reception } from './receive.ts';
import { type HttpRefusal, isRefusal, refuseSubscription, retryAfter } from './refusal.ts';
import { sendParts } from './send-parts.ts';

export interface ShortLaneOptions {
  path: string;
  live: LiveGraph;
  reception: Reception;
  handedBack: HandedBack;
  /** Longest request body, in bytes. */
  bodyLimit: number;
  record: RecordOperation;
  metrics: Metrics;
  logger: Logger;
}

/** One request that the lane answers. */
interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: LaneServer;
  readonly request: GraphqlRequest;
  readonly contentType: string;
  readonly parts: boolean;
  readonly requestId: string;
  readonly trace: RequestTrace;
  readonly started: number;
}

const JSON_REQUESTS = new Set([
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=utf-8',
  'application/json; charset=UTF-8',
  'application/json;charset=UTF-8',
]);

/** What fastify refuses in JSON, because it may set prototypes: also behind escapes, which nobody needs for ASCII letters. */
const POISON = /__proto__|constructor|\\u00[5-7]/;

/** A request out of its body; undefined when fastify is to tell what is wrong with it. */
function requestOf(body: Buffer): GraphqlRequest | undefined {
  const text = body.toString();
  if (POISON.test(text)) return undefined;
  try {
    return readGraphqlRequest(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * The short lane: GraphQL in JSON by POST, from the socket to the socket without fastify and Apollo Server. What is no right
 * GraphQL request, or wants an answer in a form that it does not know, it hands back to them.
 */
export function createShortLane(options: ShortLaneOptions): ShortLane {
  const { path, live, reception, handedBack, bodyLimit, record, metrics, logger } = options;
  const negotiate = createNegotiation();
  const succeeded = metrics.httpSeconds.labels({ method: 'POST', route: path, status: 200 });

  function finish(exchange: Exchange, status: number, operation: PreparedOperation | undefined, errors: Errors): void {
    const ms = performance.now() - exchange.started;
    if (status === 200) succeeded.observe(ms / 1000);
    else metrics.httpSeconds.observe({ method: 'POST', route: path, status }, ms / 1000);
    const { requestId, trace } = exchange;
    const { traceId } = trace;
    const { name, kind: type } = operation ?? { name: undefined, kind: undefined };
    record({ requestId, traceId, name, type, transport: 'http', ms, codes: codesOf(errors) });
    trace.end(name, status);
  }

  function writeHead(exchange: Exchange, status: number, contentType: string, more: readonly string[]): void {
    const { response, server, requestId } = exchange;
    const head = ['content-type', contentType, 'cache-control', 'no-store', 'x-request-id', requestId];
    for (const text of more) head.push(text);
    // A connection that is left open would keep a server that stops waiting.
    if (server.closing) head.push('connection', 'close');
    response.writeHead(status, head);
  }

  function send(exchange: Exchange, status: number, answer: Members, more: readonly string[]): void {
    const { response, contentType } = exchange;
    const pieces = answerPieces(answer);
    let length = 0;
    for (const piece of pieces) length += Buffer.byteLength(piece);
    writeHead(exchange, status, contentType, ['content-length', String(length), ...more]);
    const last = pieces.length - 1;
    if (last > 0) response.cork();
    for (let index = 0; index < last; index += 1) response.write(pieces[index]);
    response.end(pieces[last]);
  }

  function refuse(exchange: Exchange, { refusedWith, errors, headers }: HttpRefusal): void {
    send(exchange, refusedWith, { data: undefined, errors }, headers);
    finish(exchange, refusedWith, undefined, errors);
  }

  async function answerInParts(
    exchange: Exchange,
    operation: PreparedOperation,
    answer: OperationAnswer,
    later: Later,
  ) {
    const errors = [...answer.errors];
    writeHead(exchange, 200, PARTS_TYPE, NO_HEADERS);
    try {
      await sendParts(exchange.response, answer, later, (more) => errors.push(...more));
    } catch (error) {
      logger.error({ err: error, requestId: exchange.requestId }, 'an answer in parts was broken off');
      exchange.response.destroy();
      errors.push(...FAILED.errors);
    }
    finish(exchange, 200, operation, errors);
  }

  async function serve(exchange: Exchange): Promise<void> {
    const { incoming, request, requestId, trace } = exchange;
    const graph = live.enter();
    try {
      const identifying = reception.identify(incoming, { requestId, traceparent: trace.traceparent });
      const caller = identifying instanceof Promise ? await identifying : identifying;
      if (isRefusal(caller)) return refuse(exchange, caller);
      const finding = reception.find(graph, request);
      const operation = finding instanceof Promise ? await finding : finding;
      if (isRefusal(operation)) return refuse(exchange, operation);
      if (operation.kind === 'subscription') return refuse(exchange, refuseSubscription());
      const answer = await operation.run(request.variables, caller, exchange.parts);
      const { later, status = 200, retryAfterSeconds } = answer;
      if (later !== undefined) return await answerInParts(exchange, operation, answer, later);
      send(exchange, status, answer, retryAfterSeconds === undefined ? NO_HEADERS : retryAfter(retryAfterSeconds));
      finish(exchange, status, operation, answer.errors);
    } catch (error) {
      logger.error({ err: error, requestId }, 'a request failed');
      if (exchange.response.headersSent) exchange.response.destroy();
      else send(exchange, 500, FAILED, NO_HEADERS);
      finish(exchange, 500, undefined, FAILED.errors);
    } finally {
      live.leave(graph);
    }
  }

  /** For what must not happen: one request is broken off, not the process. */
  function abandon({ response, requestId }: Exchange, error: unknown): void {
    logger.error({ err: error, requestId }, 'a request was given up');
    response.destroy();
  }

  return (incoming, response, server) => {
    const { headers } = incoming;
    if (incoming.method !== 'POST' || incoming.url !== path || server.closing) return false;
    if (!JSON_REQUESTS.has(headers['content-type'] ?? '')) return false;
    if (Number(headers['content-length'] ?? 0) > bodyLimit) return false;
    const started = performance.now();
    readBody(incoming, bodyLimit, (body) => {
      const request = body === undefined ? undefined : requestOf(body);
      const { contentType, parts } = negotiate(headers.accept);
      if (request === undefined || contentType === undefined) {
        handedBack.set(incoming, body);
        server.handBack(incoming, response);
        return;
      }
      const requestId = givenRequestId(incoming) ?? randomUUID();
      const trace = beginTrace(headers);
      const exchange = { incoming, response, server, request, contentType, parts, requestId, trace, started };
      trace.run(() => serve(exchange).catch((error: unknown) => abandon(exchange, error)));
    });
    return true;
  };
}

type Errors = OperationAnswer['errors'];
type Members = Pick<OperationAnswer, 'data' | 'errors' | 'cost'>;
type Later = NonNullable<OperationAnswer['later']>;

const NO_HEADERS: readonly string[] = [];
