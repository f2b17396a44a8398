import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import { FetchFailure } from './fetch-failure.ts';

type Decoder = (
  bytes: Buffer,
  options: Pick<ZlibOptions, 'maxOutputLength'>,
  done: (error: Error | null, decoded: Buffer) => void,
) => void;

/** `deflate` means zlib's format, yet some servers send it bare (RFC 9110, 8.4.1.2). The method's number tells. */
const deflate: Decoder = (bytes, options, done) =>
  ((bytes[0] ?? 0) & 0x0f) === 8 ? inflate(bytes, options, done) : inflateRaw(bytes, options, done);

const decoders: ReadonlyMap<string, Decoder> = new Map([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['br', brotliDecompress],
  ['deflate', deflate],
]);

/**
 * Decompresses a body, off the event loop.
 *
 * @param encoding as in Content-Encoding, in lower case
 * @param limit bytes; decompression stops there
 * @param done gets the body, or a FetchFailure: too-large, malformed
 */
export function decodeBody(
  body: Buffer,
  encoding: string,
  limit: number,
  done: (decoded: Buffer | FetchFailure) => void,
): void {
  const decode = decoders.get(encoding);
  if (decode === undefined) {
    done(new FetchFailure('malformed', 'an unknown content encoding'));
    return;
  }
  decode(body, { maxOutputLength: limit }, (error, decoded) => {
    if (error === null) done(decoded);
    else if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      done(new FetchFailure('too-large', `its answer is longer than ${limit} bytes, decompressed`));
    } else done(new FetchFailure('malformed', `a broken content encoding: ${error.message}`));
  });
}
