import { idempotent } from '#platform/postgres/idempotency.ts';
import { idOrNone, invalidInput, parseInput, userError } from '#platform/subgraph/user-errors.ts';
import { adjustStock as adjust, type StockAdjustment } from '../../stock/adjust-stock.ts';
import { adjustStockInput } from '../../stock/adjust-stock-input.ts';
import { MAX_STOCKED } from '../../stock/decide-adjustment.ts';
import type { MutationResolvers, ResolversTypes } from '../generated.ts';
import { type Loaders, reloadProduct } from '../loaders.ts';
import { viewerId } from '../viewer-id.ts';
import { productNotFound } from './product-not-found.ts';

async function answerOf(
  adjustment: StockAdjustment,
  productId: string,
  loaders: Loaders,
): Promise<Awaited<ResolversTypes['AdjustStockResult']>> {
  switch (adjustment.kind) {
    case 'adjusted':
      return { __typename: 'AdjustStockSuccess', product: await reloadProduct(loaders, productId) };
    case 'not-found':
      return productNotFound(productId);
    case 'too-many':
      return invalidInput([{ path: 'delta', message: `would bring what was ever stocked above ${MAX_STOCKED}` }]);
    case 'insufficient': {
      const { available } = adjustment;
      const product = await reloadProduct(loaders, productId);
      return userError('InsufficientStock', `Only ${available} can be taken away.`, { product, available });
    }
  }
}

export const adjustStock: MutationResolvers['adjustStock'] = async (_root, { input }, context) => {
  const { viewer, database, outbox, loaders } = context;
  const parsed = parseInput(adjustStockInput, input);
  if (!parsed.ok) return parsed.error;
  const { idempotencyKey: key, ...given } = parsed.value;
  const command = { ...given, productId: idOrNone(given.productId) };
  const call = { scope: `adjustStock:${viewerId(viewer)}`, key, input: command };
  const outcome = await idempotent(database, call, (tx) => adjust(tx, outbox, command));
  switch (outcome.kind) {
    case 'answered':
      return answerOf(outcome.answer, command.productId, loaders);
    case 'in-progress':
      return userError('InProgress', 'A call with this key is still under way.');
    case 'reused':
      return userError('IdempotencyKeyReused', 'The key was used before with another input.');
  }
};
