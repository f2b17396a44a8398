import { createHash, timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { ApiError } from './api-error.ts';
import { settleTransfers } from './authorization/settle-transfers.ts';
import { openBook } from './book.ts';
import type { Config } from './config.ts';
import { createDice } from './fault/dice.ts';
import { failure } from './fault/failure.ts';
import { injectFaults } from './fault/inject-faults.ts';
import { loseAnswers } from './fault/lose-answers.ts';
import { registerRoutes } from './routes.ts';
import { notifyMerchant } from './webhook/notify-merchant.ts';

// Digests have one length, as timingSafeEqual needs.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const requireApiKey = (server: FastifyInstance, apiKey: string): void => {
  const expected = digest(`Bearer ${apiKey}`);
  server.addHook('onRequest', async (request) => {
    if (request.routeOptions.url === '/health') return;
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return;
    throw new ApiError(401, 'unauthorized', 'Authorization: needs the API key as a bearer token.');
  });
};

const acceptEmptyBodies = (server: FastifyInstance): void => {
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? undefined : JSON.parse(text.toString()));
    } catch {
      done(new ApiError(400, 'invalid_request', 'body: is not JSON.'));
    }
  });
};

const answerErrors = (server: FastifyInstance): void => {
  server.setNotFoundHandler(() => {
    throw new ApiError(404, 'not_found', 'There is no such endpoint.');
  });
  server.setErrorHandler((error: FastifyError | ApiError, _request, reply) => {
    const { statusCode = 500, code, message } = error;
    if (statusCode >= 500) {
      process.stderr.write(`${JSON.stringify({ msg: 'request failed', error: message })}\n`);
      reply.code(500).send(failure('internal'));
      return;
    }
    reply.code(statusCode).send({ error: { code, message, retryable: false } });
  });
};

/** Builds the provider, not yet listening; `close()` cuts hanging answers off, stops its clock and closes the journal. */
export const createServer = (config: Config): FastifyInstance => {
  const { webhookUrl: url, webhookSecret: secret } = config;
  const server = fastify();
  const book = openBook(config.journalFile);
  const dice = createDice(config.faults);
  const stopNotifying = url === undefined ? () => {} : notifyMerchant(book, dice, { url, secret });
  const stopSettling = settleTransfers(book, config.transferSettleMs);

  server.addHook('onClose', async () => {
    stopSettling();
    stopNotifying();
    book.close();
  });
  requireApiKey(server, config.apiKey);
  acceptEmptyBodies(server);
  answerErrors(server);
  injectFaults(server, dice);
  registerRoutes(server, book, dice, loseAnswers(server, dice, config.timeoutMs));
  return server;
};
