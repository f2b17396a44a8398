import { z } from 'zod';
import { moneyFromWire } from '#platform/subgraph/money.ts';
import { idempotencyKey, idOrNone, parseInput, text } from '#platform/subgraph/user-errors.ts';
import type { MutationResolvers } from '../generated.ts';
import { moneyInput } from '../money-input.ts';
import { customerIdOf } from '../viewer-id.ts';
import { answerOf } from './idempotent-answer.ts';

const amount = moneyInput.refine(({ amountMinor }) => amountMinor > 0n, {
  path: ['amount'],
  message: 'must be more than zero',
});

const refundOrderInput = z.object({
  orderId: z.string().transform(idOrNone),
  amount,
  reason: text(1, 500),
  idempotencyKey,
});

export const refundOrder: NonNullable<MutationResolvers['refundOrder']> = async (_parent, { input }, context) => {
  const { viewer, loaders } = context;
  const parsed = parseInput(refundOrderInput, input);
  if (!parsed.ok) return parsed.error;
  const { idempotencyKey, ...request } = parsed.value;
  const answer = answerOf(await context.refundOrder(customerIdOf(viewer), idempotencyKey, request));
  if (answer.__typename === 'RefundTooLarge') return { ...answer, refundable: moneyFromWire(answer.refundable) };
  if (answer.__typename !== 'RefundOrderSuccess') return answer;
  const order = await loaders.changedOrder(answer.orderId);
  const made = (await loaders.refunds.load(order.id)).find(({ id }) => id === answer.refundId);
  if (made === undefined) throw new Error(`refund ${answer.refundId} was made, but is not shown`);
  return { __typename: 'RefundOrderSuccess', order, refund: made };
};
