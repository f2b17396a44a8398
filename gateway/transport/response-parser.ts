import { type ByteSink, createByteSink } from './byte-sink.ts';
import { type ChunkReader, createChunkReader } from './chunk-reader.ts';
import { FetchFailure } from './fetch-failure.ts';
import { type ResponseHead, readResponseHead } from './response-head.ts';

/** A whole answer. */
export interface HttpAnswer {
  readonly head: ResponseHead;
  /** As sent, not decompressed. */
  readonly body: Buffer;
  /** Whether the connection can carry another request: the answer had a clear end, and nothing came after it. */
  readonly reusable: boolean;
}

/** Reads the answers on one connection, one after the other, split anywhere. */
export interface ResponseParser {
  /** Whether something of an answer has been read that is not whole yet. */
  readonly begun: boolean;
  /**
   * Takes what was read; nothing of `bytes` is kept.
   *
   * @returns the answer once it is whole
   * @throws FetchFailure malformed, too-large; the parser is of no use any more
   */
  feed(bytes: Buffer): HttpAnswer | undefined;
  /** The server has closed. @returns the answer, if that is its end */
  end(): HttpAnswer | undefined;
}

/** As much as Node's own client takes, in bytes, interim answers included. */
const HEAD_LIMIT = 16_384;

const EMPTY_LINE = Buffer.from('\r\n\r\n');
const NOTHING = Buffer.alloc(0);

/** @param limit for a body, in bytes */
export function createResponseParser(limit: number): ResponseParser {
  let headBytes = 0;
  /** The beginning of a head that is not whole. */
  let held: Buffer | undefined;
  let head: ResponseHead | undefined;
  let body: ByteSink | undefined;
  let chunks: ChunkReader | undefined;

  function finish(answerHead: ResponseHead, bytes: Buffer, clean: boolean): HttpAnswer {
    headBytes = 0;
    head = undefined;
    body = undefined;
    chunks = undefined;
    return { head: answerHead, body: bytes, reusable: clean && answerHead.persistent };
  }

  /** @returns where the body begins; -1 while the head is not whole */
  function readHead(bytes: Buffer, from: number): number {
    const end = bytes.indexOf(EMPTY_LINE, from);
    headBytes += (end < 0 ? bytes.length : end) - from;
    if (headBytes > HEAD_LIMIT) throw new FetchFailure('malformed', `headers of more than ${HEAD_LIMIT} bytes`);
    if (end < 0) {
      // It is counted again with what follows.
      headBytes -= bytes.length - from;
      held = Buffer.from(bytes.subarray(from));
      return -1;
    }
    const found = readResponseHead(bytes.toString('latin1', from, end));
    const next = end + EMPTY_LINE.length;
    if (found.status === 101) throw new FetchFailure('malformed', 'a switch of protocols that nobody asked for');
    // 100 Continue, 103 Early Hints: the answer is still to come.
    if (found.status < 200) return next === bytes.length ? -1 : readHead(bytes, next);
    head = found;
    return next;
  }

  return {
    get begun() {
      return head !== undefined || held !== undefined || headBytes > 0;
    },

    feed(read) {
      let bytes = read;
      let at = 0;
      if (head === undefined) {
        if (held !== undefined) {
          bytes = Buffer.concat([held, read]);
          held = undefined;
        }
        at = readHead(bytes, 0);
        if (at < 0 || head === undefined) return undefined;
      }
      const { status, length, chunked } = head as ResponseHead;
      if (length === 0 || status === 204 || status === 304) return finish(head, NOTHING, at === bytes.length);
      const rest = bytes.length - at;
      if (length > 0) {
        // Nearly always the answer comes by one read.
        if (body === undefined && rest >= length && length <= limit) {
          const whole = Buffer.allocUnsafe(length);
          bytes.copy(whole, 0, at, at + length);
          return finish(head, whole, rest === length);
        }
        body ??= createByteSink(length, limit);
        const wanted = length - body.size;
        body.append(bytes, at, at + Math.min(wanted, rest));
        return rest >= wanted ? finish(head, body.bytes(), rest === wanted) : undefined;
      }
      body ??= createByteSink(Math.min(rest, limit), limit);
      if (!chunked) {
        body.append(bytes, at, bytes.length);
        return undefined;
      }
      chunks ??= createChunkReader(body);
      const end = chunks.feed(bytes, at);
      return end < 0 ? undefined : finish(head, body.bytes(), end === bytes.length);
    },

    end() {
      // Only a body without a length ends with the connection (RFC 9112, 6.3).
      const ends = head !== undefined && head.length < 0 && !head.chunked && body !== undefined;
      return ends && head !== undefined && body !== undefined ? finish(head, body.bytes(), false) : undefined;
    },
  };
}
