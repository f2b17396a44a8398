const HEAD_END = Buffer.from('\r\n\r\n');

/** The first request in a buffer: what it asks, and how many bytes of the buffer it takes. */
export interface HttpRequest {
  body: string;
  size: number;
}

/** Reads the first request when it is there as a whole; undefined when bytes are still to come. */
export function readRequest(bytes: Buffer): HttpRequest | undefined {
  const headSize = bytes.indexOf(HEAD_END);
  if (headSize < 0) return undefined;
  const start = headSize + HEAD_END.length;
  const head = bytes.toString('latin1', 0, headSize);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (length !== null) {
    const end = start + Number(length[1]);
    return bytes.length < end ? undefined : { body: bytes.toString('latin1', start, end), size: end };
  }
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) return readChunks(bytes, start);
  return { body: '', size: start };
}

function readChunks(bytes: Buffer, start: number): HttpRequest | undefined {
  let body = '';
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at, 'latin1');
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const end = lineEnd + 2 + size + 2;
    if (bytes.length < end) return undefined;
    if (size === 0) return { body, size: end };
    body += bytes.toString('latin1', lineEnd + 2, lineEnd + 2 + size);
    at = end;
  }
}
