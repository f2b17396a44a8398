import type { z } from 'zod';

/** What a client gets as `{ error: { code, message, retryable: false } }` with this HTTP status. */
export class ApiError extends Error {
  readonly statusCode: number;
  readonly code: string;

  constructor(statusCode: number, code: string, message: string) {
    super(message);
    this.statusCode = statusCode;
    this.code = code;
  }
}

/** Gives the parsed value, or throws a 400 ApiError that names each wrong field and the reason, never its value. */
export const parseRequest = <Value>(
  schema: z.ZodType<Value>,
  value: unknown,
  name: string,
  code = 'invalid_request',
): Value => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.') || name}: ${issue.message}`);
  throw new ApiError(400, code, reasons.join('; '));
};
