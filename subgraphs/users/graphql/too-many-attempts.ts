import { userError } from '#platform/subgraph/user-errors.ts';

/** The answer to somebody who has no attempt left for so many seconds. */
export const tooManyAttempts = ({ retryAfterSeconds }: { retryAfterSeconds: number }) =>
  userError('TooManyAttempts', `Too many attempts. Try again in ${retryAfterSeconds} seconds.`, { retryAfterSeconds });
