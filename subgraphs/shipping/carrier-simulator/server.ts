import { createHash, timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { ApiError } from './api-error.ts';
import type { Config } from './config.ts';
import { openDepot } from './depot.ts';
import { createDice } from './fault/dice.ts';
import { injectFaults } from './fault/inject-faults.ts';
import { registerRoutes } from './routes.ts';
import { createNotifier } from './webhook/notify-merchant.ts';

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
      reply.code(500).send({ error: { code: 'internal', message: 'The carrier failed.' } });
      return;
    }
    reply.code(statusCode).send({ error: { code, message } });
  });
};

/** Builds the carrier, not yet listening; `close()` stops its clock and its webhooks. */
export const createServer = (config: Config): FastifyInstance => {
  // Fastify's own limit of 100 characters would cut long references off with a 414.
  const server = fastify({ routerOptions: { maxParamLength: 255 } });
  const { webhookUrl: url, webhookSecret: secret } = config;
  const dice = createDice(config.faults);
  const notifier = url === undefined ? undefined : createNotifier(dice, { url, secret });
  const depot = openDepot(config, dice, notifier);
  server.addHook('onClose', async () => {
    notifier?.close();
    depot.close();
  });
  requireApiKey(server, config.apiKey);
  acceptEmptyBodies(server);
  answerErrors(server);
  injectFaults(server, dice);
  registerRoutes(server, depot);
  return server;
};
