import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Dice } from './dice.ts';
import { failure } from './failure.ts';

export interface LostAnswers {
  /** Lets the request hang, and closes its connection without an answer. */
  hang(reply: FastifyReply): void;
  /** Takes an answer over whose decision has been made, if it is to be lost. */
  lose(reply: FastifyReply): boolean;
}

/**
 * Has answers get lost; closing the server cuts those that hang off.
 * @param timeoutMs how long a request hangs before its connection is closed
 */
export const loseAnswers = (server: FastifyInstance, dice: Dice, timeoutMs: number): LostAnswers => {
  const hanging = new Set<Socket>();
  server.addHook('preClose', async () => {
    for (const socket of hanging) socket.destroy();
  });

  const hang = (reply: FastifyReply): void => {
    const { socket } = reply.request.raw;
    reply.hijack();
    hanging.add(socket);
    const timer = setTimeout(() => socket.destroy(), timeoutMs);
    socket.once('close', () => {
      clearTimeout(timer);
      hanging.delete(socket);
    });
  };

  return {
    hang,
    lose(reply) {
      if (dice.strikes('hangAfter')) {
        hang(reply);
        return true;
      }
      if (!dice.strikes('errorAfter')) return false;
      reply.code(500).send(failure('internal'));
      return true;
    },
  };
};
