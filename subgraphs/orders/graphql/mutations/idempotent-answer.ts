import type { IdempotentAnswer } from '#platform/postgres/idempotency.ts';
import { type UserError, userError } from '#platform/subgraph/user-errors.ts';

/** The answer to a call with an idempotency key, or the reason why there is none. */
export function answerOf<Answer>(
  outcome: IdempotentAnswer<Answer>,
): Answer | UserError<'IdempotencyKeyReused'> | UserError<'InProgress'> {
  switch (outcome.kind) {
    case 'answered':
      return outcome.answer;
    case 'reused':
      return userError('IdempotencyKeyReused', 'This idempotency key was used before with another input.');
    case 'in-progress':
      return userError('InProgress', 'A call with this idempotency key is still under way: ask again.');
  }
}
