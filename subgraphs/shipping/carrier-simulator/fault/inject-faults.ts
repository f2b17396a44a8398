import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { parseRequest } from '../api-error.ts';
import type { Dice } from './dice.ts';
import { faults } from './faults.ts';

const failure = (code: string) => ({ error: { code, message: 'The carrier failed.' } });

const meets = (url: string | undefined): boolean => url?.startsWith('/v1/shipments') ?? false;

/** Makes requests about shipments slow, or has them fail before or after they are looked at, and lets faults be changed. */
export const injectFaults = (server: FastifyInstance, dice: Dice): void => {
  server.addHook('preHandler', async (request, reply) => {
    if (!meets(request.routeOptions.url)) return;
    if (dice.strikes('slow')) await delay(dice.ms('slowMs'));
    if (dice.strikes('errorBefore')) return reply.code(503).send(failure('unavailable'));
  });
  server.addHook('preSerialization', async (request, reply, answer) => {
    if (!meets(request.routeOptions.url) || reply.statusCode >= 400 || !dice.strikes('errorAfter')) return answer;
    reply.code(500);
    return failure('internal');
  });
  server.put('/v1/faults', (request, reply) => {
    const next = parseRequest(faults, request.body, 'body');
    dice.replace(next);
    reply.send(next);
  });
};
