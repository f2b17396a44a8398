/** One operation of a client, answered. Holds nothing that a client wrote but the operation's name. */
export interface AnsweredOperation {
  readonly requestId: string;
  readonly traceId?: string | undefined;
  readonly name: string | undefined;
  /** Undefined when the request held no operation that could be understood. */
  readonly type: 'query' | 'mutation' | 'subscription' | undefined;
  readonly transport: 'http' | 'websocket';
  /** To the answer; for a subscription to its beginning. */
  readonly ms: number;
  /** Of the errors in the answer. */
  readonly codes: readonly string[];
}
