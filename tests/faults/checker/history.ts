import { readFileSync } from 'node:fs';
import { z } from 'zod';

const call = z.object({
  at: z.coerce.date(),
  /** When the client knew what it knows, or gave up. */
  answeredAt: z.coerce.date(),
  /** The customer's id, a guest's, or `anonymous`. */
  client: z.string(),
  /** The mutation, or `read`. */
  op: z.string(),
  key: z.string().nullish(),
  /** ok and failed: the client was told so. unknown: it had no answer, and it may have happened or not. */
  outcome: z.enum(['ok', 'failed', 'unknown']),
  orderId: z.string().nullish(),
  /** The cart that was changed or read, and where it stood after the change. */
  cartId: z.string().nullish(),
  version: z.int().nullish(),
  /** Who a guest has become. */
  userId: z.string().nullish(),
  /** What of the input matters here. */
  input: z
    .object({
      productId: z.string(),
      quantity: z.int(),
      expectedVersion: z.int(),
      cartId: z.string(),
      guestCartId: z.string(),
      email: z.string(),
    })
    .partial()
    .default({}),
});

/** Who comes without a session. */
export const ANONYMOUS = 'anonymous';

/** What one client asked for, with all tries of it, and what it was told in the end. */
export type Call = z.infer<typeof call>;

/** @throws Error naming the line that is no call */
export const readHistory = (file: string): Call[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const parsed = call.safeParse(JSON.parse(line));
      if (!parsed.success) throw new Error(`${file}: line ${index + 1}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });
