import { idOrNone, parseInput, userError } from '#platform/subgraph/user-errors.ts';
import { updateProductInput } from '../../catalogue/product-input.ts';
import { updateProduct as update } from '../../catalogue/update-product.ts';
import type { MutationResolvers } from '../generated.ts';
import { reloadProduct } from '../loaders.ts';
import { productNotFound } from './product-not-found.ts';

export const updateProduct: MutationResolvers['updateProduct'] = async (_root, { input }, context) => {
  const parsed = parseInput(updateProductInput, input);
  if (!parsed.ok) return parsed.error;
  const productId = idOrNone(parsed.value.productId);
  switch (await update(context.database, context.outbox, { ...parsed.value, productId })) {
    case 'updated':
      return { __typename: 'UpdateProductSuccess', product: await reloadProduct(context.loaders, productId) };
    case 'not-found':
      return productNotFound(input.productId);
    case 'no-category':
      return userError('CategoryNotFound', 'There is no such category.');
  }
};
