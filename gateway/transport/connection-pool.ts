import type { FetchFailure } from './fetch-failure.ts';
import { type Exchange, type HttpConnection, openHttpConnection } from './http-connection.ts';
import type { HttpAnswer } from './response-parser.ts';

/** Hears how requests end. The pool has taken the connection back by then. */
export interface PoolOwner<E extends Exchange> {
  onAnswer(exchange: E, answer: HttpAnswer): void;
  onFailure(exchange: E, failure: FetchFailure): void;
}

/** The connections to one URL. */
export interface ConnectionPool<E extends Exchange> {
  /** Requests under way; no more than `limit` are given to it. */
  readonly pending: number;
  readonly limit: number;
  readonly open: number;
  readonly idle: number;
  /**
   * Sends a request on the connection used last, or on a new one: the others grow idle and are closed.
   *
   * @param fresh whether it has to be a new one
   */
  send(text: string, exchange: E, fresh: boolean): void;
  /** Closes and fails what has taken too long, at `now`. */
  check(now: number): void;
  /** Keeps no connections any more. */
  retire(): void;
}

/** @param limit connections @param answerLimit longest body, in bytes */
export function createConnectionPool<E extends Exchange>(
  url: URL,
  limit: number,
  answerLimit: number,
  owner: PoolOwner<E>,
): ConnectionPool<E> {
  const connections = new Set<HttpConnection<E>>();
  /** Those without a request, the one used last at the end. */
  const idle: HttpConnection<E>[] = [];
  let retired = false;

  const connectionOwner = {
    onIdle(connection: HttpConnection<E>) {
      idle.push(connection);
      if (retired) connection.close();
    },
    onClosed(connection: HttpConnection<E>) {
      connections.delete(connection);
      const place = idle.indexOf(connection);
      if (place >= 0) idle.splice(place, 1);
    },
    onAnswer: owner.onAnswer,
    onFailure: owner.onFailure,
  };

  return {
    limit,
    get pending() {
      return connections.size - idle.length;
    },
    get open() {
      return connections.size;
    },
    get idle() {
      return idle.length;
    },
    send(text, exchange, fresh) {
      let connection = fresh ? undefined : idle.pop();
      if (connection === undefined) {
        if (connections.size >= limit) idle[0]?.close();
        connection = openHttpConnection(url, answerLimit, connectionOwner);
        connections.add(connection);
      }
      connection.send(text, exchange);
    },
    check(now) {
      for (const connection of connections) connection.check(now);
    },
    retire() {
      retired = true;
      for (const connection of [...idle]) connection.close();
    },
  };
}
