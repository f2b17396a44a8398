import type { ByteSink } from './byte-sink.ts';
import { FetchFailure } from './fetch-failure.ts';

/** Reads a chunked body (RFC 9112, 7.1), split anywhere. */
export interface ChunkReader {
  /**
   * @returns where the body ends in `bytes`; -1 while it goes on
   * @throws FetchFailure malformed, or what the sink throws
   */
  feed(bytes: Buffer, from: number): number;
}

/** For a chunk's size with its extensions, and for all trailers together, in bytes. */
const LINE_LIMIT = 4_096;

const CR = 13;
const LF = 10;
const SEMICOLON = 59;

type State = 'size' | 'extension' | 'size-end' | 'data' | 'data-cr' | 'data-lf' | 'trailer' | 'trailer-end';

const malformed = () => new FetchFailure('malformed', 'a broken chunk');

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

export function createChunkReader(sink: ByteSink): ChunkReader {
  let state: State = 'size';
  let size = 0;
  let digits = 0;
  /** Bytes of this line, or of the trailers. */
  let line = 0;
  /** Bytes of the trailer's line at hand. */
  let trailer = 0;

  /** The byte after a chunk's size. */
  function endSize(byte: number): State {
    if (digits === 0) throw malformed();
    if (byte === CR) return 'size-end';
    if (byte === SEMICOLON || byte === 32 || byte === 9) return 'extension';
    throw malformed();
  }

  /** One byte that is not data. */
  function step(byte: number): void {
    if (++line > LINE_LIMIT) throw malformed();
    switch (state) {
      case 'size': {
        const digit = hexDigit(byte);
        if (digit < 0) {
          state = endSize(byte);
        } else {
          size = size * 16 + digit;
          // Seven digits are 268 MB.
          if (++digits > 7 && size > 0) throw malformed();
        }
        return;
      }
      case 'extension':
        if (byte === LF) throw malformed();
        if (byte === CR) state = 'size-end';
        return;
      case 'size-end':
        if (byte !== LF) throw malformed();
        line = 0;
        trailer = 0;
        state = size === 0 ? 'trailer' : 'data';
        return;
      case 'data-cr':
        if (byte !== CR) throw malformed();
        state = 'data-lf';
        return;
      case 'data-lf':
        if (byte !== LF) throw malformed();
        line = 0;
        digits = 0;
        state = 'size';
        return;
      case 'trailer':
        if (byte === LF) throw malformed();
        if (byte === CR) state = 'trailer-end';
        else trailer += 1;
        return;
    }
  }

  return {
    feed(bytes, from) {
      let at = from;
      while (at < bytes.length) {
        if (state === 'data') {
          const until = Math.min(bytes.length, at + size);
          sink.append(bytes, at, until);
          size -= until - at;
          at = until;
          if (size === 0) state = 'data-cr';
          continue;
        }
        const byte = bytes[at] ?? 0;
        at += 1;
        if (state !== 'trailer-end') {
          step(byte);
          continue;
        }
        if (byte !== LF) throw malformed();
        if (trailer === 0) return at;
        trailer = 0;
        state = 'trailer';
      }
      return -1;
    },
  };
}
