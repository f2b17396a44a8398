import { createHash } from 'node:crypto';
import { z } from 'zod';
import { outcome } from './authorization/authorization.ts';

const decided = z.object({
  at: z.string(),
  idempotencyKey: z.string(),
  /**
   * SHA-256 of the request: tells a replay from a reused key without keeping the token. Absent where nobody asked: a
   * transfer settled, under the key that it was asked for under.
   */
  fingerprint: z.string().optional(),
  outcome,
});
export type Decided = z.infer<typeof decided>;

/** The merchant took the webhook of the step `seq`, or did not for so long that it is not sent any more. */
const webhookSettled = z.object({ at: z.string(), seq: z.int(), webhook: z.enum(['delivered', 'given-up']) });

/** A line of the journal file. */
export const bookRecord = z.union([decided, webhookSettled]);
export type BookRecord = z.infer<typeof bookRecord>;

export const fingerprintOf = (request: unknown): string =>
  createHash('sha256').update(JSON.stringify(request)).digest('hex');
