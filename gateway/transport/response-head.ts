import { FetchFailure } from './fetch-failure.ts';

/** What matters of an answer's status line and headers (RFC 9112). */
export interface ResponseHead {
  readonly status: number;
  /** Content-Length in bytes; -1 when there is none. */
  readonly length: number;
  readonly chunked: boolean;
  /** Whether the server keeps the connection open. */
  readonly persistent: boolean;
  /** Content-Encoding in lower case; empty when there is none. */
  readonly encoding: string;
  /** For how long the server keeps an idle connection, in ms; Infinity when it does not say. */
  readonly keepAliveMs: number;
}

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: [^\r\n]*)?(?:\r\n|$)/;
const DIGITS = /^\d{1,15}$/;

/** Lines of a name and a value (RFC 9110, 5.5 and 5.6.2): no control characters, no folding, no space before a colon. */
const LINES = /^(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\x80-\xff]*(?:\r\n|$))*$/;

const malformed = (what: string) => new FetchFailure('malformed', what);

/**
 * Reads an answer's head.
 *
 * Refused is whatever two readers could take differently: folded lines, space before a colon, bare line feeds, two
 * lengths, a length beside a transfer encoding (RFC 9112, 5 and 6.3).
 *
 * @param text up to, not including, the empty line
 * @throws FetchFailure malformed
 */
export function readResponseHead(text: string): ResponseHead {
  const statusLine = STATUS_LINE.exec(text);
  if (statusLine === null) throw malformed('no HTTP/1.1 status line');
  let length = -1;
  let chunked = false;
  let persistent = statusLine[1] === '1';
  let encoding = '';
  let keepAliveMs = Number.POSITIVE_INFINITY;

  let at = statusLine[0].length;
  if (!LINES.test(text.slice(at))) throw malformed('a broken header line');
  while (at < text.length) {
    const lineEnd = text.indexOf('\r', at);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const colon = text.indexOf(':', at);
    // Only names of these lengths matter: the others need not be put into lower case.
    switch (colon - at) {
      case 10: {
        const name = text.slice(at, colon).toLowerCase();
        if (name === 'connection') persistent = staysOpen(text.slice(colon + 1, end), persistent);
        else if (name === 'keep-alive') keepAliveMs = keepAlive(text.slice(colon + 1, end));
        break;
      }
      case 14:
        if (text.slice(at, colon).toLowerCase() === 'content-length') {
          const value = text.slice(colon + 1, end).trim();
          if (length >= 0 || !DIGITS.test(value)) throw malformed('a wrong content-length');
          length = Number(value);
        }
        break;
      case 16:
        if (text.slice(at, colon).toLowerCase() === 'content-encoding') {
          const value = word(text.slice(colon + 1, end));
          encoding = encoding === '' ? value : `${encoding}, ${value}`;
        }
        break;
      case 17:
        if (text.slice(at, colon).toLowerCase() === 'transfer-encoding') {
          if (chunked || word(text.slice(colon + 1, end)) !== 'chunked') {
            throw malformed('a transfer encoding other than chunked');
          }
          chunked = true;
        }
        break;
    }
    at = end + 2;
  }
  if (chunked && length >= 0) throw malformed('both a content-length and a transfer encoding');
  return { status: Number(statusLine[2]), length, chunked, persistent, encoding, keepAliveMs };
}

const word = (value: string) => value.trim().toLowerCase();

function staysOpen(value: string, otherwise: boolean): boolean {
  if (value === ' keep-alive') return true;
  const options = value.split(',').map(word);
  if (options.includes('close')) return false;
  return options.includes('keep-alive') || otherwise;
}

function keepAlive(value: string): number {
  const seconds = /(?:^|[\s,])timeout=(\d{1,9})/i.exec(value)?.[1];
  return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1_000;
}
