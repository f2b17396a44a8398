import type { IncomingMessage } from 'node:http';
import type { Server } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Logger } from '#platform/logging/create-logger.ts';

/** What graphql-ws hands to our hooks of a connection. */
export interface SocketExtra extends Record<PropertyKey, unknown> {
  socket: WebSocket;
  request: IncomingMessage;
}

/** Time between two pings, and for the answer to one, in ms. */
const PING_MS = 12_000;

/** Asks the other side for a sign of life, and ends a connection that gives none. */
function keepAlive(socket: WebSocket): void {
  let alive = true;
  socket.on('pong', () => {
    alive = true;
  });
  const timer = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, PING_MS);
  socket.once('close', () => clearInterval(timer));
}

/**
 * Connects a websocket with graphql-ws. Its own adapter for ws is not used: it writes what clients do wrong, and what went
 * wrong with us, to the console, and tells clients of the latter.
 */
export function attachSocket(server: Server<SocketExtra>, extra: SocketExtra, logger: Logger): void {
  const { socket } = extra;
  const closed = server.opened(
    {
      protocol: socket.protocol,
      // Resolves when the bytes have left, or never will: a slow client holds up its own events only.
      send: (data) =>
        new Promise((resolve) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(data, () => resolve());
          else resolve();
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage(handle) {
        socket.on('message', (message) => {
          handle(String(message)).catch((error: unknown) => {
            logger.error({ err: error }, 'a message of a websocket could not be handled');
            socket.close(1011, 'Something went wrong on our side.');
          });
        });
      },
    },
    extra,
  );
  socket.once('close', (code, reason) => {
    closed(code, String(reason)).catch((error: unknown) =>
      logger.error({ err: error }, 'a websocket did not end well'),
    );
  });
  // Broken connections and messages that are too long; ws closes them.
  socket.on('error', (error) => logger.debug({ err: error }, 'a websocket failed'));
  keepAlive(socket);
}
