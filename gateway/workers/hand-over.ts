import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { announceClose } from '#platform/lifecycle/http-server.ts';

/**
 * Time for clients to leave their kept connections, in ms. A connection that is closed while a request is on its way to us
 * loses that request; one whose last answer said `connection: close` gets no further one.
 */
const HAND_OVER_MS = 500;

/** Lets clients go to the other workers, before the server is closed. */
export async function handOver(app: FastifyInstance): Promise<void> {
  announceClose(app);
  await delay(HAND_OVER_MS);
}
