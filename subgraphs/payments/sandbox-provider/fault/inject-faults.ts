import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { parseRequest } from '../api-error.ts';
import type { Dice } from './dice.ts';
import { failure } from './failure.ts';
import { faults } from './faults.ts';

/** Makes requests about authorizations slow or has them fail before they are looked at, and lets faults be changed. */
export const injectFaults = (server: FastifyInstance, dice: Dice): void => {
  server.addHook('preHandler', async (request, reply) => {
    if (!request.routeOptions.url?.startsWith('/v1/authorizations')) return;
    if (dice.strikes('slow')) await delay(dice.ms('slowMs'));
    if (dice.strikes('errorBefore')) return reply.code(503).send(failure('unavailable'));
  });
  server.put('/v1/faults', (request, reply) => {
    const next = parseRequest(faults, request.body, 'body');
    dice.replace(next);
    reply.send(next);
  });
};
