import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { FetchFailure } from './fetch-failure.ts';
import { createResponseParser, type HttpAnswer } from './response-parser.ts';

/** What a connection carries: one request and its answer. */
export interface Exchange {
  /** When it is given up, by `performance.now()`. */
  readonly deadline: number;
}

/** Hears of a connection. The connection is free or gone before the answer or the failure is told. */
export interface ConnectionOwner<E extends Exchange> {
  /** It can carry another request. */
  onIdle(connection: HttpConnection<E>): void;
  /** It is gone; told once. */
  onClosed(connection: HttpConnection<E>): void;
  onAnswer(exchange: E, answer: HttpAnswer): void;
  onFailure(exchange: E, failure: FetchFailure): void;
}

/** One HTTP/1.1 connection; one request at a time. */
export interface HttpConnection<E extends Exchange> {
  /** @param text the whole request */
  send(text: string, exchange: E): void;
  /** Gives up what has taken too long, at `now`: the request, the connecting, the idleness. */
  check(now: number): void;
  /** Closes it; a request on it fails. */
  close(): void;
}

/** A subgraph in the same network is connected in less than 1 ms; a lost SYN is sent again after 1 s. */
const CONNECT_MS = 1_000;

/** Node closes idle connections after 5 s: to be the first avoids a request on a connection that is just being closed. */
const IDLE_MS = 4_000;

/** How long before the server's own time an idle connection is closed, in ms. */
const IDLE_MARGIN_MS = 1_000;

/**
 * What all sockets read into, one after the other: parsing ends before the next read, and what is kept is copied. Saves
 * the 64 KB that Node reserves for each read, 1.5 µs of 14 µs CPU a fetch.
 */
const READ_BUFFER = Buffer.allocUnsafeSlow(65_536);

/**
 * Opens a connection.
 *
 * Own code over a socket, because a small fetch through all of this room costs 15 µs CPU so, most of it the kernel's for
 * one write and one read: undici's `pool.request` alone takes 33, its `dispatch` 24, an AbortSignal for the deadline 7 more.
 *
 * @param answerLimit longest body, in bytes
 */
export function openHttpConnection<E extends Exchange>(
  url: URL,
  answerLimit: number,
  owner: ConnectionOwner<E>,
): HttpConnection<E> {
  const parser = createResponseParser(answerLimit);
  let connectBy = Number.POSITIVE_INFINITY;
  let connected = false;
  let closed = false;
  let answers = 0;
  let current: E | undefined;
  /** A request that waits for the connection to be open: until then it counts as not sent. */
  let waiting = '';
  let idleUntil = Number.POSITIVE_INFINITY;

  function fail(failure: FetchFailure | undefined): void {
    if (closed) return;
    closed = true;
    socket.destroy();
    const exchange = current;
    current = undefined;
    owner.onClosed(connection);
    if (exchange !== undefined) owner.onFailure(exchange, failure ?? new FetchFailure('broken', 'it was closed'));
  }

  function lose(reason: string): void {
    if (closed) return;
    if (!connected) fail(new FetchFailure('connect', `no connection to ${url.host}: ${reason}`));
    else if (answers > 0 && !parser.begun) fail(new FetchFailure('stale', `a kept connection broke: ${reason}`));
    else fail(new FetchFailure('broken', `the connection broke: ${reason}`));
  }

  function finish(answer: HttpAnswer): void {
    const exchange = current;
    current = undefined;
    answers += 1;
    // An answer that came before the whole request was written leaves the rest of the request in the way.
    if (answer.reusable && socket.writableLength === 0) {
      idleUntil = performance.now() + Math.min(IDLE_MS, answer.head.keepAliveMs - IDLE_MARGIN_MS);
      socket.unref();
      owner.onIdle(connection);
    } else {
      closed = true;
      socket.destroy();
      owner.onClosed(connection);
    }
    if (exchange !== undefined) owner.onAnswer(exchange, answer);
  }

  function read(length: number): void {
    if (closed) return;
    if (current === undefined) {
      fail(undefined);
      return;
    }
    try {
      const answer = parser.feed(READ_BUFFER.subarray(0, length));
      if (answer !== undefined) finish(answer);
    } catch (error) {
      fail(error instanceof FetchFailure ? error : new FetchFailure('malformed', String(error)));
    }
  }

  const socket = openSocket(url, read);
  socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
    connected = true;
    if (waiting !== '') socket.write(waiting);
    waiting = '';
  });
  socket.on('error', (error) => lose(error.message === '' ? String('code' in error && error.code) : error.message));
  socket.on('end', () => {
    const answer = closed ? undefined : parser.end();
    if (answer !== undefined) finish(answer);
    else lose('the server closed it');
  });
  socket.on('close', () => lose('it was closed'));

  const connection: HttpConnection<E> = {
    send(text, exchange) {
      current = exchange;
      if (answers > 0) socket.ref();
      if (connected) {
        socket.write(text);
        return;
      }
      waiting = text;
      const now = performance.now();
      // Half of the time is left for another URL.
      connectBy = now + Math.min(CONNECT_MS, (exchange.deadline - now) / 2);
    },
    check(now) {
      if (!connected && now >= connectBy) {
        lose('it took too long');
      } else if (current !== undefined && now >= current.deadline) {
        fail(new FetchFailure('deadline', 'it did not answer in time'));
      } else if (current === undefined && now >= idleUntil) {
        fail(undefined);
      }
    },
    close: () => fail(undefined),
  };
  return connection;
}

function openSocket(url: URL, read: (length: number) => void): Socket {
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const options = {
    host,
    port: Number(url.port === '' ? (secure ? 443 : 80) : url.port),
    noDelay: true,
    onread: {
      buffer: READ_BUFFER,
      callback(length: number) {
        read(length);
        return true;
      },
    },
  };
  if (!secure) return connectTcp(options);
  // A name to ask the certificate for; an IP address is not one (RFC 6066, 3).
  const servername = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
  return connectTls({ ...options, ...servername, ALPNProtocols: ['http/1.1'] });
}
