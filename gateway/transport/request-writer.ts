import {
  createSigner,
  IDENTITY_HEADER,
  SIGNATURE_HEADER,
  type Signer,
  TIME_HEADER,
} from '#platform/security/signed-request.ts';
import type { Caller } from './caller.ts';

/** Writes whole requests to one URL. */
export type RequestWriter = (body: string, caller: Caller) => string;

export interface RequestWriterOptions {
  url: URL;
  /** Undefined: not signed, and nothing is said of who asks. */
  signingSecret: string | undefined;
  /** Whether a compressed answer is asked for. */
  compression: boolean;
}

/** What a header's value may hold here: visible ASCII. A line break would be a header of the caller's making. */
const TOKEN = /^[\x21-\x7e]{1,4096}$/;

/** What is the same for every request to the URL is put together once. */
export function createRequestWriter({ url, signingSecret, compression }: RequestWriterOptions): RequestWriter {
  const head = [
    `POST ${url.pathname}${url.search} HTTP/1.1`,
    `host: ${url.host}`,
    'content-type: application/json',
    'accept: application/json',
    ...(compression ? ['accept-encoding: gzip, br'] : []),
    '',
  ].join('\r\n');
  const sign: Signer | undefined =
    signingSecret === undefined
      ? undefined
      : createSigner({ secret: signingSecret, method: 'POST', path: url.pathname });

  return (body, { identity, requestId, traceparent }) => {
    let text = head;
    if (sign !== undefined) {
      const time = String(Date.now());
      const signature = sign(body, time, identity);
      text += `${IDENTITY_HEADER}: ${identity}\r\n${TIME_HEADER}: ${time}\r\n${SIGNATURE_HEADER}: ${signature}\r\n`;
    }
    if (TOKEN.test(requestId)) text += `x-request-id: ${requestId}\r\n`;
    if (traceparent !== undefined && TOKEN.test(traceparent)) text += `traceparent: ${traceparent}\r\n`;
    return `${text}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
}
