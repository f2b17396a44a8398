import type { IncomingMessage } from 'node:http';

/**
 * Reads a request's body. Nothing is called back when the client goes away before its end.
 *
 * @param limit in bytes
 * @param done is given undefined as soon as the body is longer
 */
export function readBody(request: IncomingMessage, limit: number, done: (body: Buffer | undefined) => void): void {
  let first: Buffer | undefined;
  let chunks: Buffer[] | undefined;
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    const before = size;
    size += chunk.length;
    if (before > limit) return;
    if (size > limit) done(undefined);
    else if (first === undefined) first = chunk;
    else if (chunks === undefined) chunks = [first, chunk];
    else chunks.push(chunk);
  });
  request.on('end', () => {
    if (size > limit) return;
    done(chunks === undefined ? (first ?? Buffer.alloc(0)) : Buffer.concat(chunks, size));
  });
}
