import type { Metrics } from '#platform/telemetry/create-metrics.ts';
import type { AccessLog } from './access-log.ts';
import type { AnsweredOperation } from './answered-operation.ts';

export type RecordOperation = (operation: AnsweredOperation) => void;

/** What answers without errors have. */
const NO_CODES: readonly string[] = [];

/** The codes of errors in an answer. */
export const codesOf = (
  errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> | undefined }[] | undefined,
): readonly string[] =>
  errors === undefined || errors.length === 0
    ? NO_CODES
    : errors.map(({ extensions }) => String(extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR'));

/** Counts operations and writes a line of the access log for each: rate, errors, duration. */
export function createOperationRecord(log: AccessLog, metrics: Metrics): RecordOperation {
  const { operationSeconds, errors } = metrics;
  const ok = {
    query: operationSeconds.labels({ operation: 'query', outcome: 'ok' }),
    mutation: operationSeconds.labels({ operation: 'mutation', outcome: 'ok' }),
    subscription: operationSeconds.labels({ operation: 'subscription', outcome: 'ok' }),
  };
  return (operation) => {
    const { type, ms, codes } = operation;
    if (type !== undefined && codes.length === 0) ok[type].observe(ms / 1000);
    else {
      const outcome = codes.length === 0 ? 'ok' : 'error';
      operationSeconds.observe({ operation: type ?? 'unknown', outcome }, ms / 1000);
      for (const code of codes) errors.inc({ code });
    }
    log.write(operation);
  };
}
