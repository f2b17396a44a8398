/**
 * What went wrong with a request to a URL.
 *
 * - `connect` no connection came about: nothing of the request was sent
 * - `stale` a kept connection broke before a byte of the answer: most likely the server had closed it for its idleness
 * - `broken` the connection broke off
 * - `deadline` it took too long
 * - `status` an answer with another status than 200
 * - `malformed` no HTTP, or nothing that could be GraphQL
 * - `too-large` an answer over the limit
 * - `open` the breakers of all URLs are open: nothing was sent
 * - `shed` the queue is full, or nothing left it in time: nothing was sent
 */
export type FailureKind =
  | 'connect'
  | 'stale'
  | 'broken'
  | 'deadline'
  | 'status'
  | 'malformed'
  | 'too-large'
  | 'open'
  | 'shed';

/** Why a URL gave no answer. For the log: the message may hold an address. */
export class FetchFailure extends Error {
  override readonly name = 'FetchFailure';
  readonly kind: FailureKind;
  /** Of the answer; 0 when there was none. */
  readonly status: number;

  constructor(kind: FailureKind, message: string, status = 0) {
    super(message);
    this.kind = kind;
    this.status = status;
  }
}

/** Statuses by which a server or a proxy says that another attempt may do better. */
const PASSING = new Set([502, 503, 504]);

/** Whether asking again, a little later, can mend it. */
export function isPassing({ kind, status }: FetchFailure): boolean {
  return kind === 'connect' || kind === 'stale' || kind === 'broken' || PASSING.has(status);
}

/** Whether it tells against the URL. A 4xx and an answer over the limit come from a server that is well. */
export function isFault({ kind, status }: FetchFailure): boolean {
  return kind !== 'too-large' && kind !== 'open' && kind !== 'shed' && (kind !== 'status' || status >= 500);
}
