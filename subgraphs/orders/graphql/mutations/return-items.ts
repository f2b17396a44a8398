import { z } from 'zod';
import { idempotencyKey, idOrNone, parseInput, text } from '#platform/subgraph/user-errors.ts';
import { mergeLines } from '../../checkout/price-lines.ts';
import type { MutationResolvers } from '../generated.ts';
import { customerIdOf } from '../viewer-id.ts';
import { answerOf } from './idempotent-answer.ts';
import { productId, quantity } from './product-quantity.ts';

const MAX_RETURN_LINES = 100;

const returnItemsInput = z.object({
  orderId: z.string().transform(idOrNone),
  lines: z
    .array(z.object({ productId, quantity: quantity(1) }))
    .min(1, 'must not be empty')
    .max(MAX_RETURN_LINES, `must be at most ${MAX_RETURN_LINES}`)
    .transform(mergeLines),
  reason: text(1, 500),
  idempotencyKey,
});

export const returnItems: NonNullable<MutationResolvers['returnItems']> = async (_parent, { input }, context) => {
  const { viewer, loaders } = context;
  const parsed = parseInput(returnItemsInput, input);
  if (!parsed.ok) return parsed.error;
  const { idempotencyKey, ...request } = parsed.value;
  const answer = answerOf(await context.returnItems(customerIdOf(viewer), idempotencyKey, request));
  if (answer.__typename !== 'ReturnItemsSuccess') return answer;
  const order = await loaders.changedOrder(answer.orderId);
  const made = (await loaders.returns.load(order.id)).find(({ id }) => id === answer.returnId);
  if (made === undefined) throw new Error(`return ${answer.returnId} was made, but is not shown`);
  return { __typename: 'ReturnItemsSuccess', order, return: made };
};
