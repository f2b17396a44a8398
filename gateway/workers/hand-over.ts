import { setTimeout as delay, setImmediate as immediate } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { announceClose } from '#platform/lifecycle/http-server.ts';

/**
 * Time for clients to leave their kept connections, in ms. A connection that is closed while a request is on its way to us
 * loses that request; one whose last answer said `connection: close` gets no further one.
 */
const HAND_OVER_MS = 500;

/** Lets clients go to the other workers, before the server is closed. @param withinMs the time that they have for it */
export async function handOver(app: FastifyInstance, withinMs = HAND_OVER_MS): Promise<void> {
  announceClose(app);
  await delay(withinMs);
  // Timers come before sockets in a turn of the event loop: after something long, requests that have arrived meanwhile are
  // to be read before idle connections are closed.
  await immediate();
}
