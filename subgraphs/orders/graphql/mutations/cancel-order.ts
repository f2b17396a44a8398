import { z } from 'zod';
import { idempotencyKey, idOrNone, parseInput } from '#platform/subgraph/user-errors.ts';
import type { MutationResolvers } from '../generated.ts';
import { customerIdOf } from '../viewer-id.ts';
import { answerOf } from './idempotent-answer.ts';

const cancelOrderInput = z.object({ orderId: z.string().transform(idOrNone), idempotencyKey });

export const cancelOrder: NonNullable<MutationResolvers['cancelOrder']> = async (_parent, { input }, context) => {
  const parsed = parseInput(cancelOrderInput, input);
  if (!parsed.ok) return parsed.error;
  const { orderId, idempotencyKey } = parsed.value;
  const answer = answerOf(await context.cancelOrder(customerIdOf(context.viewer), idempotencyKey, orderId));
  switch (answer.__typename) {
    case 'CancelOrderSuccess':
      return { __typename: 'CancelOrderSuccess', order: await context.loaders.changedOrder(answer.orderId) };
    case 'OrderNotCancellable':
      return { ...answer, order: await context.loaders.changedOrder(answer.orderId) };
    default:
      return answer;
  }
};
