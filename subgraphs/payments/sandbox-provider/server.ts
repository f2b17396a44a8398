import { createHash, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { ApiError } from './api-error.ts';
import { openBook } from './book.ts';
import type { Config } from './config.ts';
import { registerRoutes } from './routes.ts';

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
      reply.code(500).send({ error: { code: 'internal', message: 'The provider failed.', retryable: true } });
      return;
    }
    reply.code(statusCode).send({ error: { code, message, retryable: false } });
  });
};

/** Builds the provider, not yet listening; `close()` cuts hanging answers off and closes the journal. */
export const createServer = (config: Config): FastifyInstance => {
  const server = fastify();
  const book = openBook(config.journalFile);
  const hanging = new Set<Socket>();

  const hang = (reply: FastifyReply): void => {
    const { socket } = reply.request.raw;
    reply.hijack();
    hanging.add(socket);
    const timer = setTimeout(() => socket.destroy(), config.timeoutMs);
    socket.once('close', () => {
      clearTimeout(timer);
      hanging.delete(socket);
    });
  };

  server.addHook('preClose', async () => {
    for (const socket of hanging) socket.destroy();
  });
  server.addHook('onClose', async () => book.close());
  requireApiKey(server, config.apiKey);
  acceptEmptyBodies(server);
  answerErrors(server);
  registerRoutes(server, book, hang);
  return server;
};
