import pino, { type DestinationStream } from 'pino';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { AnsweredOperation } from './answered-operation.ts';

/** One line for each operation. Disposing it writes what it holds back. */
export interface AccessLog extends Disposable {
  write(operation: AnsweredOperation): void;
}

/** Bytes held back until they are written at once: with one line more still below the 4,096 that a pipe takes whole. */
const BUFFER_BYTES = 3_072;

/** Longest time that a line is held back, in ms. */
const FLUSH_MS = 500;

/** Longest operation name in the log: clients choose it. */
const MAX_NAME = 100;

/** A text in JSON; the ids that nearly all of them are need no escapes. */
const quoted = (text: string) => (/^[\w.:-]*$/.test(text) ? `"${text}"` : JSON.stringify(text));

/** The distinct codes of an answer with errors. */
const distinct = (codes: readonly string[]) => [...new Set(codes)];

function lineOf(operation: AnsweredOperation, service: string): string {
  const { requestId, traceId, name, type, transport, ms, codes } = operation;
  let line = `{"level":"info","time":"${new Date().toISOString()}","service":${service}`;
  if (traceId !== undefined) line += `,"traceId":"${traceId}"`;
  line += `,"requestId":${quoted(requestId)}`;
  if (name !== undefined) line += `,"operation":${quoted(name.slice(0, MAX_NAME))}`;
  if (type !== undefined) line += `,"type":"${type}"`;
  line += `,"transport":"${transport}","ms":${Math.round(ms * 100) / 100}`;
  if (codes.length > 0) line += `,"codes":${JSON.stringify(distinct(codes))}`;
  return `${line},"msg":"operation"}\n`;
}

/** The file descriptor that a logger writes to; undefined when its lines go elsewhere first. */
function descriptorOf(logger: Logger): number | undefined {
  const { [pino.symbols.streamSym]: stream } = logger as unknown as Record<
    symbol,
    DestinationStream & { fd?: unknown }
  >;
  return typeof stream?.fd === 'number' && stream.fd > 0 ? stream.fd : undefined;
}

/**
 * An access log of the same form and in the same place as a logger's lines, at its level `info`. Where the logger writes to
 * a file descriptor, lines are put together by hand and written 3 kB at a time, 0.5 s late at most: 2 µs a line instead of
 * 10 with pino, which looks every line through for secrets and writes each at once.
 */
export function openAccessLog(logger: Logger): AccessLog {
  if (!logger.isLevelEnabled('info')) return { write() {}, [Symbol.dispose]() {} };
  const fd = descriptorOf(logger);
  if (fd === undefined) {
    return {
      write({ codes, name, ms, ...rest }) {
        const line = { ...rest, operation: name?.slice(0, MAX_NAME), ms: Math.round(ms * 100) / 100 };
        logger.info(codes.length === 0 ? line : { ...line, codes: distinct(codes) }, 'operation');
      },
      [Symbol.dispose]() {},
    };
  }
  const service = JSON.stringify(logger.bindings()['service'] ?? '');
  const lines = pino.destination({ dest: fd, minLength: BUFFER_BYTES, sync: true });
  const timer = setInterval(() => lines.flush(), FLUSH_MS).unref();
  return {
    write: (operation) => void lines.write(lineOf(operation, service)),
    [Symbol.dispose]() {
      clearInterval(timer);
      lines.flushSync();
    },
  };
}
