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
  settleRequest,
  voidRequest,
} from './authorization/requests.ts';
import type { Book, Performed } from './book.ts';
import type { Dice } from './fault/dice.ts';
import type { LostAnswers } from './fault/lose-answers.ts';

interface ById {
  Params: { id: string };
}

const keyOf = (request: FastifyRequest): string =>
  parseRequest(idempotencyKey, request.headers['idempotency-key'], 'Idempotency-Key', 'idempotency_key_required');

const noSuch = () => new ApiError(404, 'not_found', 'id: no such authorization.');

const send = (reply: FastifyReply, outcome: Outcome, statusCode: number): FastifyReply => {
  if (outcome.type === 'refused') return reply.code(409).send({ error: outcome.refusal });
  return reply.code(statusCode).send(outcome.authorization);
};

/** Registers the provider's endpoints. */
export const registerRoutes = (server: FastifyInstance, book: Book, dice: Dice, answers: LostAnswers): void => {
  const find = (id: string): Authorization => {
    const found = book.find(id);
    if (!found) throw noSuch();
    return found;
  };

  /** Gives what was performed, unless its answer is to be lost: only the first answer ever is. */
  const toAnswer = (reply: FastifyReply, performed: Performed): Outcome | undefined => {
    if (performed === 'key_reused') {
      throw new ApiError(409, 'idempotency_key_reused', 'Idempotency-Key: was used for another request.');
    }
    return performed.decided && answers.lose(reply) ? undefined : performed.outcome;
  };

  server.get('/health', () => ({ status: 'ok' }));

  server.post('/v1/authorizations', (request, reply) => {
    const key = keyOf(request);
    const body = parseRequest(authorizationRequest, request.body, 'body');
    if (!isSandboxToken(body))
      throw new ApiError(400, 'invalid_token', 'token: is not a sandbox token for the method.');
    const performed = book.perform(key, ['authorize', body], () =>
      authorize(body, `auth_${randomUUID()}`, dice.strikes('declined')),
    );
    if (body.token === timeoutToken && performed !== 'key_reused' && performed.decided) return answers.hang(reply);
    const outcome = toAnswer(reply, performed);
    if (outcome?.type === 'declined') reply.code(402).send({ error: outcome.authorization.error });
    else if (outcome) send(reply, outcome, 201);
  });

  server.get<{ Querystring: { idempotency_key?: string } }>('/v1/authorizations', (request, reply) => {
    const key = parseRequest(idempotencyKey, request.query.idempotency_key, 'idempotency_key');
    const found = book.findByIdempotencyKey(key);
    if (!found) throw new ApiError(404, 'not_found', 'idempotency_key: no authorization was asked for under it.');
    reply.send(found);
  });

  server.get<ById>('/v1/authorizations/:id', (request, reply) => {
    reply.send(find(request.params.id));
  });

  /** A step that changes what is there, as the body says. */
  const registerStep = <Body>(
    path: string,
    read: (body: unknown) => Body,
    decide: (state: Authorization, body: Body) => Outcome,
  ): void => {
    server.post<ById>(`/v1/authorizations/:id/${path}`, (request, reply) => {
      const key = keyOf(request);
      const body = read(request.body);
      const state = find(request.params.id);
      const outcome = toAnswer(
        reply,
        book.perform(key, [path, state.id, body], () => decide(state, body)),
      );
      if (outcome) send(reply, outcome, 200);
    });
  };
  registerStep(
    'capture',
    (body) => parseRequest(captureRequest, body, 'body'),
    (state, { amount }) => capture(state, amount),
  );
  registerStep('void', (body) => parseRequest(voidRequest, body, 'body'), voidAuthorization);
  registerStep(
    'refunds',
    (body) => parseRequest(refundRequest, body, 'body'),
    (state, { amount }) => refund(state, amount),
  );

  server.post<ById>('/v1/authorizations/:id/settle', (request, reply) => {
    const { outcome: as } = parseRequest(settleRequest, request.body, 'body');
    const outcome = book.settleTransfer(request.params.id, as);
    if (!outcome) throw noSuch();
    send(reply, outcome, 200);
  });

  server.get('/v1/journal', () => ({ entries: book.entries() }));
};
