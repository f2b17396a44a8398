import { z } from 'zod';
import { isStaff } from '#platform/security/viewer.ts';
import { idempotencyKey, idOrNone, invalidInput, parseInput, text } from '#platform/subgraph/user-errors.ts';
import type { MutationResolvers } from '../generated.ts';
import { ownerSeenBy } from '../loaders.ts';
import { customerIdOf } from '../viewer-id.ts';
import { answerOf } from './idempotent-answer.ts';

const cancelOrderInput = z.object({
  orderId: z.string().transform(idOrNone),
  reason: text(1, 500)
    .nullish()
    .transform((reason) => reason ?? undefined),
  idempotencyKey,
});

export const cancelOrder: NonNullable<MutationResolvers['cancelOrder']> = async (_parent, { input }, context) => {
  const { viewer, loaders } = context;
  const parsed = parseInput(cancelOrderInput, input);
  if (!parsed.ok) return parsed.error;
  const { idempotencyKey, ...request } = parsed.value;
  if (isStaff(viewer) && request.reason === undefined) {
    return invalidInput([{ path: 'reason', message: 'staff have to give one' }]);
  }
  const canceller = { viewerId: customerIdOf(viewer), ordersOf: ownerSeenBy(viewer) };
  const answer = answerOf(await context.cancelOrder(canceller, idempotencyKey, request));
  switch (answer.__typename) {
    case 'CancelOrderSuccess':
      return { __typename: 'CancelOrderSuccess', order: await loaders.changedOrder(answer.orderId) };
    case 'OrderNotCancellable':
      return { ...answer, order: await loaders.changedOrder(answer.orderId) };
    default:
      return answer;
  }
};
