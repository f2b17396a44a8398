import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, parseRequest } from './api-error.ts';
import { type Authorization, capture, type Outcome, refund, voidAuthorization } from './authorization/authorization.ts';
import { authorize, isSandboxToken, timeoutToken } from './authorization/authorize.ts';
import {
  authorizationRequest,
  captureRequest,
  idempotencyKey,
  refundRequest,
  voidRequest,
} from './authorization/requests.ts';
import type { Book } from './book.ts';

const keyOf = (request: FastifyRequest): string =>
  parseRequest(idempotencyKey, request.headers['idempotency-key'], 'Idempotency-Key', 'idempotency_key_required');

const send = (reply: FastifyReply, outcome: Outcome | 'key_reused'): FastifyReply => {
  if (outcome === 'key_reused') {
    throw new ApiError(409, 'idempotency_key_reused', 'Idempotency-Key: was used for another request.');
  }
  if (outcome.type === 'refused') return reply.code(409).send({ error: outcome.refusal });
  if (outcome.type === 'declined') return reply.code(402).send({ error: outcome.authorization.error });
  return reply.code(outcome.type === 'authorized' ? 201 : 200).send(outcome.authorization);
};

/**
 * Registers the provider's endpoints.
 * @param hang takes over a request whose answer must never arrive
 */
export const registerRoutes = (server: FastifyInstance, book: Book, hang: (reply: FastifyReply) => void): void => {
  const find = (id: string): Authorization => {
    const found = book.find(id);
    if (!found) throw new ApiError(404, 'not_found', 'id: no such authorization.');
    return found;
  };

  server.get('/health', () => ({ status: 'ok' }));

  server.post('/v1/authorizations', (request, reply) => {
    const key = keyOf(request);
    const body = parseRequest(authorizationRequest, request.body, 'body');
    if (!isSandboxToken(body.token)) throw new ApiError(400, 'invalid_token', 'token: is not a sandbox token.');
    let first = false;
    const outcome = book.perform(key, ['authorize', body], () => {
      first = true;
      return authorize(body, `auth_${randomUUID()}`);
    });
    if (first && body.token === timeoutToken) hang(reply);
    else send(reply, outcome);
  });

  server.get<{ Querystring: { idempotency_key?: string } }>('/v1/authorizations', (request, reply) => {
    const key = parseRequest(idempotencyKey, request.query.idempotency_key, 'idempotency_key');
    const found = book.findByIdempotencyKey(key);
    if (!found) throw new ApiError(404, 'not_found', 'idempotency_key: no authorization was asked for under it.');
    reply.send(found);
  });

  server.get<{ Params: { id: string } }>('/v1/authorizations/:id', (request, reply) => {
    reply.send(find(request.params.id));
  });

  server.post<{ Params: { id: string } }>('/v1/authorizations/:id/capture', (request, reply) => {
    const key = keyOf(request);
    const body = parseRequest(captureRequest, request.body, 'body');
    const state = find(request.params.id);
    send(
      reply,
      book.perform(key, ['capture', state.id, body], () => capture(state, body.amount)),
    );
  });

  server.post<{ Params: { id: string } }>('/v1/authorizations/:id/void', (request, reply) => {
    const key = keyOf(request);
    parseRequest(voidRequest, request.body, 'body');
    const state = find(request.params.id);
    send(
      reply,
      book.perform(key, ['void', state.id], () => voidAuthorization(state)),
    );
  });

  server.post<{ Params: { id: string } }>('/v1/authorizations/:id/refunds', (request, reply) => {
    const key = keyOf(request);
    const { amount } = parseRequest(refundRequest, request.body, 'body');
    const state = find(request.params.id);
    send(
      reply,
      book.perform(key, ['refund', state.id, amount], () => refund(state, amount)),
    );
  });

  server.get('/v1/journal', () => ({ entries: book.entries() }));
};
