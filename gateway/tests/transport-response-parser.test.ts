import { describe, expect, it } from '@jest/globals';
import { createResponseParser, type HttpAnswer } from '../transport/response-parser.ts';

const LIMIT = 1_000;

/** Feeds an answer in pieces of so many bytes. */
function read(text: string, pieces = text.length, limit = LIMIT): HttpAnswer | undefined {
  const parser = createResponseParser(limit);
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += pieces) {
    const answer = parser.feed(bytes.subarray(at, at + pieces));
    if (answer !== undefined) return answer;
  }
  return parser.end();
}

const seen = (answer: HttpAnswer | undefined) =>
  answer && { status: answer.head.status, body: answer.body.toString(), reusable: answer.reusable };

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

describe('an answer on the wire', () => {
  it.each([
    ['with a length', `${OK}Content-Length: 5\r\n\r\nhello`, true],
    ['in chunks', `${CHUNKED}2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n`, true],
    ['in chunks with extensions and trailers', `${CHUNKED}5;a=b\r\nhello\r\n0;c\r\nx-sum: 1\r\ny: 2\r\n\r\n`, true],
    ['in a chunk with a size in capitals and zeros', `${CHUNKED}0005\r\nhello\r\n000\r\n\r\n`, true],
    [
      'after interim answers',
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n${OK}content-length:5\r\n\r\nhello`,
      true,
    ],
    ['with a status line without a reason', 'HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello', true],
    ['that ends the connection', `${OK}Connection: Close\r\ncontent-length: 5\r\n\r\nhello`, false],
    ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\ncontent-length: 5\r\n\r\nhello', false],
    ['of HTTP/1.0 that stays', 'HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: 5\r\n\r\nhello', true],
    ['that ends with the connection', `${OK}\r\nhello`, false],
  ])('%s is read in one piece and byte by byte', (_what, text, reusable) => {
    const expected = { status: 200, body: 'hello', reusable };
    for (const pieces of [text.length, 1, 2, 3, 7]) expect(seen(read(text, pieces))).toEqual(expected);
  });

  it('spoils the connection when something comes after it', () => {
    expect(seen(read(`${OK}Content-Length: 5\r\n\r\nhello!`))).toEqual({ status: 200, body: 'hello', reusable: false });
    expect(seen(read(`${CHUNKED}5\r\nhello\r\n0\r\n\r\n!`))?.reusable).toBe(false);
  });

  it('is followed by the next on the same connection', () => {
    const parser = createResponseParser(LIMIT);
    for (const body of ['one', 'four', '']) {
      expect(parser.begun).toBe(false);
      expect(parser.feed(Buffer.from(OK))).toBeUndefined();
      expect(parser.begun).toBe(true);
      expect(parser.feed(Buffer.from(`content-length: ${body.length}\r\n\r\n${body}`))?.body.toString()).toBe(body);
    }
  });

  it('is not a view of what was read', () => {
    const bytes = Buffer.from(`${OK}Content-Length: 5\r\n\r\nhello`);
    const answer = createResponseParser(LIMIT).feed(bytes);
    bytes.fill(0);
    expect(answer?.body.toString()).toBe('hello');
  });

  it('tells how long the server keeps the connection, and its encodings', () => {
    const head = read(
      `${OK}Keep-Alive: timeout=7, max=100\r\nContent-Encoding: GZIP\r\ncontent-length: 0\r\n\r\n`,
    )?.head;
    expect(head).toMatchObject({ keepAliveMs: 7_000, encoding: 'gzip' });
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['HTTP/2', 'HTTP/2 200 OK\r\n\r\n'],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\n\r\n'],
    ['two lengths', `${OK}content-length: 5\r\ncontent-length: 6\r\n\r\nhello`],
    ['a list of lengths', `${OK}content-length: 5, 5\r\n\r\nhello`],
    ['a negative length', `${OK}content-length: -5\r\n\r\nhello`],
    ['a length in hexadecimals', `${OK}content-length: 0x5\r\n\r\nhello`],
    ['an empty length', `${OK}content-length:\r\n\r\nhello`],
    ['a length and chunks', `${OK}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`],
    ['an unknown transfer encoding', `${OK}transfer-encoding: gzip, chunked\r\n\r\n`],
    ['space before the colon', `${OK}content-length : 5\r\n\r\nhello`],
    ['a folded line', `${OK}a: b\r\n content-length: 5\r\n\r\nhello`],
    ['a line without a colon', `${OK}content-length 5\r\n\r\nhello`],
    ['a name with a zero byte', `${OK}content\0-length: 5\r\n\r\nhello`],
    ['a name with a comma', `${OK}content,length: 5\r\n\r\nhello`],
    ['a line without a name', `${OK}: 5\r\n\r\nhello`],
    ['a zero byte in a value', `${OK}a: \0\r\ncontent-length: 5\r\n\r\nhello`],
    ['a bare carriage return', `${OK}a: b\rcontent-length: 9\r\ncontent-length: 5\r\n\r\nhello`],
    ['a bare line feed', `${OK}a: b\ncontent-length: 5\r\n\r\nhello`],
    ['headers without an end', `${OK}a: ${'x'.repeat(20_000)}`],
    ['interim answers without an end', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(2_000)],
    ['a chunk without a size', `${CHUNKED}\r\nhello\r\n0\r\n\r\n`],
    ['a chunk with a negative size', `${CHUNKED}-5\r\nhello\r\n0\r\n\r\n`],
    ['a chunk of a terabyte', `${CHUNKED}fffffffffff\r\nhello`],
    ['a chunk longer than its size', `${CHUNKED}4\r\nhello\r\n0\r\n\r\n`],
    ['a chunk shorter than its size', `${CHUNKED}6\r\nhello\r\n0\r\n\r\n`],
    ['an endless chunk extension', `${CHUNKED}5;${'x'.repeat(5_000)}\r\nhello\r\n0\r\n\r\n`],
    ['endless trailers', `${CHUNKED}0\r\n${'a: b\r\n'.repeat(1_000)}\r\n`],
  ])('with %s is refused', (_what, text) => {
    for (const pieces of [text.length, 5]) {
      expect(() => read(text, pieces)).toThrow(expect.objectContaining({ kind: 'malformed' }));
    }
  });

  it.each([
    ['by its length', `${OK}content-length: 1001\r\n\r\n`],
    ['in chunks', `${CHUNKED}3e9\r\n${'x'.repeat(1_001)}`],
    ['until the connection ends', `${OK}\r\n${'x'.repeat(1_001)}`],
  ])('over the limit is refused, %s', (_what, text) => {
    for (const pieces of [text.length, 7]) {
      expect(() => read(text, pieces)).toThrow(expect.objectContaining({ kind: 'too-large' }));
    }
  });

  it.each([
    ['with a length', `${OK}content-length: 6\r\n\r\nhello`],
    ['in chunks', `${CHUNKED}5\r\nhello\r\n`],
    ['in its head', OK],
  ])('that breaks off is none: %s', (_what, text) => {
    expect(read(text, 4)).toBeUndefined();
  });
});
