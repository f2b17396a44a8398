import { context, trace } from '@opentelemetry/api';
import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/**
 * A JSON logger whose every line names the service and, inside a traced request, the trace.
 *
 * @param destination where lines go; standard output by default
 */
export function createLogger(service: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: [
        '*.password',
        '*.paymentToken',
        '*.refreshToken',
        '*.accessToken',
        'headers.authorization',
        // PostgreSQL puts the values of the row there that breaks a constraint: hashes, addresses.
        'err.detail',
      ],
    },
    mixin: () => {
      const span = trace.getSpanContext(context.active());
      return span === undefined ? {} : { traceId: span.traceId };
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
