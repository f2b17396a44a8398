import { WebSocket } from 'ws';
import type { Authentication, Authenticator } from '../auth/authenticator.ts';

/** Close codes of graphql-ws ("graphql-transport-ws" protocol) and of RFC 6455. */
export const CLOSE = { unauthorized: 4401, goingAway: 1001, tryAgainLater: 1013 } as const;

/** Longest delay that a timer takes, in ms. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A client's websocket whose sender is known. */
export interface Connection {
  readonly authentication: Authentication;
  /** The client's network address. */
  readonly clientAddress: string;
  /** Whether its sender may still be answered; closes the connection when not. */
  isCurrent(): boolean;
  /** Notes work whose outcome is still to be sent. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Closes it as soon as no work is in hand. */
  leave(): void;
}

export function openConnection(
  socket: WebSocket,
  authentication: Authentication,
  authenticator: Authenticator,
  clientAddress: string,
): Connection {
  let inHand = 0;
  let leaving = false;
  const expire = () => socket.close(CLOSE.unauthorized, 'The access token has expired.');
  const left = authentication.expiresAt - Date.now();
  const timer =
    socket.readyState === WebSocket.OPEN && left < MAX_TIMER_MS ? setTimeout(expire, Math.max(0, left)) : undefined;
  socket.once('close', () => clearTimeout(timer));

  return {
    authentication,
    clientAddress,
    isCurrent() {
      if (socket.readyState !== WebSocket.OPEN) return false;
      if (leaving) {
        socket.close(CLOSE.goingAway, 'Going away: resume with a cursor.');
        return false;
      }
      if (authenticator.isCurrent(authentication)) return true;
      socket.close(CLOSE.unauthorized, 'The session has ended.');
      return false;
    },
    async track(work) {
      inHand += 1;
      try {
        return await work;
      } finally {
        inHand -= 1;
        // Once more round the loop: the outcome is sent before the connection closes.
        if (leaving && inHand === 0) setImmediate(() => socket.close(CLOSE.goingAway, 'Going away.'));
      }
    },
    leave() {
      leaving = true;
      if (inHand === 0) socket.close(CLOSE.goingAway, 'Going away: resume with a cursor.');
    },
  };
}
