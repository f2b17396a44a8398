import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Logger } from '#platform/logging/create-logger.ts';
import { graphError } from '#platform/subgraph/errors.ts';
import { type Authenticator, InvalidToken, KeysUnavailable } from '../auth/authenticator.ts';
import { clientAddressOf } from '../transport/client-address.ts';
import { attachSocket, type SocketExtra } from './attach-socket.ts';
import { CLOSE, type Connection, openConnection } from './connection.ts';
import type { AdmitOperation, AdmittedOperation } from './websocket-operations.ts';

export interface WebsocketEndpointOptions {
  server: HttpServer;
  path: string;
  authenticator: Authenticator;
  /** How many proxies of ours stand before the gateway. */
  proxies: number;
  /** Longest message, in bytes. */
  bodyLimit: number;
  admit: AdmitOperation;
  logger: Logger;
}

/** Operations under way on one connection. */
const MAX_OPERATIONS = 100;

/** Longest time for clients to close at a stop, in ms. */
const LEAVE_MS = 5_000;

/** Clients give the header's value as `authorization`; IDEs give all their headers. */
function authorizationOf(params: Record<string, unknown> | undefined): string | undefined {
  const { headers } = params ?? {};
  const given = { ...(typeof headers === 'object' ? headers : {}), ...params };
  const found = Object.entries(given).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  if (found === undefined || found === null) return undefined;
  // Any JSON may stand there: what is no text is no token either, and its sender no guest.
  return typeof found === 'string' ? found : typeof found;
}

/** Serves graphql-ws ("graphql-transport-ws") at a path of an HTTP server. Disposing it closes every connection with 1001. */
export function openWebsocketEndpoint(options: WebsocketEndpointOptions): AsyncDisposable {
  const { server, path, authenticator, proxies, admit, logger } = options;
  const maxPayload = Math.min(options.bodyLimit, Number.MAX_SAFE_INTEGER);
  const sockets = new WebSocketServer({ noServer: true, maxPayload, handleProtocols });
  const connections = new WeakMap<WebSocket, Connection>();
  let leaving = false;

  const graphqlWs = makeServer<Record<string, unknown>, SocketExtra>({
    async onConnect({ connectionParams, extra }) {
      const { socket, request } = extra;
      try {
        const authentication = await authenticator.authenticate(authorizationOf(connectionParams));
        const address = clientAddressOf(request, proxies);
        connections.set(socket, openConnection(socket, authentication, authenticator, address));
        if (leaving) connections.get(socket)?.leave();
        return true;
      } catch (error) {
        if (error instanceof InvalidToken) socket.close(CLOSE.unauthorized, error.message);
        else if (error instanceof KeysUnavailable) socket.close(CLOSE.tryAgainLater, error.message);
        else throw error;
        return false;
      }
    },
    async onSubscribe({ extra, subscriptions }, _id, payload) {
      const connection = connections.get(extra.socket);
      if (connection === undefined || !connection.isCurrent()) {
        return [graphError('UNAUTHENTICATED', 'The connection is being closed.')];
      }
      if (Object.keys(subscriptions).length > MAX_OPERATIONS) {
        return [graphError('BAD_USER_INPUT', `A connection has at most ${MAX_OPERATIONS} operations at once.`)];
      }
      return admit(connection, payload);
    },
    subscribe: (args) => (args as AdmittedOperation).contextValue.answer,
    execute: (args) => (args as AdmittedOperation).contextValue.answer,
  });

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    // A connection that breaks is no news, and would end the process if nobody listened.
    socket.on('error', () => {});
    if (URL.parse(request.url ?? '/', 'http://gateway')?.pathname !== path || leaving) {
      socket.end(`HTTP/1.1 ${leaving ? '503 Service Unavailable' : '404 Not Found'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      attachSocket(graphqlWs, { socket: opened, request }, logger);
    });
  }
  server.on('upgrade', upgrade);

  return {
    async [Symbol.asyncDispose]() {
      leaving = true;
      const open = [...sockets.clients];
      const closed = Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
      for (const socket of open) {
        const connection = connections.get(socket);
        if (connection === undefined) socket.close(CLOSE.goingAway);
        else connection.leave();
      }
      const impatience = setTimeout(() => {
        for (const socket of open) socket.terminate();
      }, LEAVE_MS);
      await closed;
      clearTimeout(impatience);
      server.off('upgrade', upgrade);
    },
  };
}
