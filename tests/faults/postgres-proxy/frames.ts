/** One message of PostgreSQL's protocol 3.0, whole, as it stood on the wire. */
export interface Frame {
  /** Its type byte; empty for what a client begins a connection with, which has none. */
  type: string;
  bytes: Buffer;
}

/**
 * Cuts a stream of bytes into messages (https://www.postgresql.org/docs/current/protocol-message-formats.html). A length
 * counts itself, but not the type byte.
 *
 * @param untyped how many messages without a type byte come first: one from a client, none from a server
 * @returns takes the next bytes and gives the messages that they complete
 */
export function createFrameReader(untyped: 0 | 1): (bytes: Buffer) => Frame[] {
  let left: number = untyped;
  let rest: Buffer = Buffer.alloc(0);

  function next(): Frame | undefined {
    const typeBytes = left > 0 ? 0 : 1;
    if (rest.length < typeBytes + 4) return undefined;
    const end = typeBytes + rest.readUInt32BE(typeBytes);
    if (rest.length < end) return undefined;
    const bytes = rest.subarray(0, end);
    rest = rest.subarray(end);
    left = Math.max(0, left - 1);
    return { type: bytes.toString('latin1', 0, typeBytes), bytes };
  }

  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const frames: Frame[] = [];
    for (let frame = next(); frame !== undefined; frame = next()) frames.push(frame);
    return frames;
  };
}

/** The zero-terminated text at `offset` of a message. */
export const textAt = ({ bytes }: Frame, offset: number): string =>
  bytes.toString('utf8', offset, bytes.indexOf(0, offset));
