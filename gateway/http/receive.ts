import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Logger } from '#platform/logging/create-logger.ts';
import { type Authentication, type Authenticator, InvalidToken, KeysUnavailable } from '../auth/authenticator.ts';
import type { EncodeIdentity } from '../auth/identities.ts';
import type { Graph, PreparedOperation, RefusedDocument } from '../operations/graph.ts';
import { persistedStatus } from '../persisted/persisted-errors.ts';
import type { PersistedOperations } from '../persisted/persisted-operations.ts';
import { type Caller, createCaller } from '../transport/caller.ts';
import { clientAddressOf } from '../transport/client-address.ts';
import type { GraphqlRequest } from './graphql-request.ts';
import { type HttpRefusal, refuseDocumentOverHttp, refuseSender, refuseWith } from './refusal.ts';

export interface ReceptionOptions {
  authenticator: Authenticator;
  encodeIdentity: EncodeIdentity;
  persisted: PersistedOperations;
  /** How many proxies of ours stand before the gateway. */
  proxies: number;
  /** How long an answer may take as a whole, in ms. */
  deadlineMs: number;
  logger: Logger;
}

/** Where a request belongs. */
export interface Origin {
  readonly requestId: string;
  readonly traceparent: string | undefined;
}

/** What both lanes do with a request before its operation runs; promises are given only where there is something to wait for. */
export interface Reception {
  /** Finds out on whose behalf a request is made. */
  identify(request: IncomingMessage, origin: Origin): Caller | HttpRefusal | Promise<Caller | HttpRefusal>;
  /** Finds the operation that a request wants to be run. */
  find(
    graph: Graph,
    request: GraphqlRequest,
  ): PreparedOperation | HttpRefusal | Promise<PreparedOperation | HttpRefusal>;
}

export function createReception(options: ReceptionOptions): Reception {
  const { authenticator, encodeIdentity, persisted, proxies, deadlineMs, logger } = options;

  function callerOf(request: IncomingMessage, { viewer }: Authentication, origin: Origin): Caller {
    const clientAddress = proxies === 0 ? (request.socket.remoteAddress ?? '') : clientAddressOf(request, proxies);
    const { requestId, traceparent } = origin;
    const identity = encodeIdentity(viewer, clientAddress);
    return createCaller({ viewer, clientAddress, requestId, traceparent, identity, deadlineMs });
  }

  function unknownSender(error: unknown): HttpRefusal {
    if (error instanceof InvalidToken) return refuseSender(error);
    if (!(error instanceof KeysUnavailable)) throw error;
    logger.warn({ err: error.cause }, 'access tokens cannot be checked');
    return refuseSender(error);
  }

  function prepared(request: GraphqlRequest, text: string, found: PreparedOperation | RefusedDocument) {
    if ('refused' in found) return refuseDocumentOverHttp(found);
    if (request.extensions !== undefined) persisted.register(request, text);
    return found;
  }

  function prepare(graph: Graph, request: GraphqlRequest, text: string | GraphQLError) {
    if (typeof text !== 'string') return refuseWith(persistedStatus(text), [text]);
    const preparing = graph.prepare(text, request.operationName);
    return preparing instanceof Promise
      ? preparing.then((found) => prepared(request, text, found))
      : prepared(request, text, preparing);
  }

  return {
    identify(request, origin) {
      try {
        const authentication = authenticator.authenticate(request.headers.authorization);
        return authentication instanceof Promise
          ? authentication.then((found) => callerOf(request, found, origin), unknownSender)
          : callerOf(request, authentication, origin);
      } catch (error) {
        return unknownSender(error);
      }
    },
    find(graph, request) {
      const text = persisted.resolve(request);
      return text instanceof Promise
        ? text.then((found) => prepare(graph, request, found))
        : prepare(graph, request, text);
    },
  };
}
