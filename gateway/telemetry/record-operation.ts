import type { Logger } from '#platform/logging/create-logger.ts';
import type { Metrics } from '#platform/telemetry/create-metrics.ts';

/** One operation of a client, answered. Holds nothing that a client wrote but the operation's name. */
export interface AnsweredOperation {
  requestId: string;
  name: string | undefined;
  /** Undefined when the request held no operation that could be understood. */
  type: 'query' | 'mutation' | 'subscription' | undefined;
  transport: 'http' | 'websocket';
  /** To the answer; for a subscription to its beginning. */
  ms: number;
  /** Of the errors in the answer. */
  codes: readonly string[];
}

export type RecordOperation = (operation: AnsweredOperation) => void;

/** The codes of errors in an answer. */
export const codesOf = (
  errors: readonly { extensions?: Record<string, unknown> | undefined }[] | undefined,
): string[] => (errors ?? []).map(({ extensions }) => String(extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR'));

/** Counts operations and writes a line of the access log for each: rate, errors, duration. */
export function createOperationRecord(logger: Logger, metrics: Metrics): RecordOperation {
  return ({ requestId, name, type, transport, ms, codes }) => {
    const outcome = codes.length === 0 ? 'ok' : 'error';
    metrics.operationSeconds.observe({ operation: type ?? 'unknown', outcome }, ms / 1000);
    for (const code of codes) metrics.errors.inc({ code });
    const line = { requestId, operation: name?.slice(0, 100), type, transport, ms: Math.round(ms * 100) / 100 };
    logger.info(codes.length === 0 ? line : { ...line, codes: [...new Set(codes)] }, 'operation');
  };
}
