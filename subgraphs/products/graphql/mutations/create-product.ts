import { parseInput, userError } from '#platform/subgraph/user-errors.ts';
import { createProduct as create } from '../../catalogue/create-product.ts';
import { createProductInput } from '../../catalogue/product-input.ts';
import type { MutationResolvers } from '../generated.ts';
import { reloadProduct } from '../loaders.ts';

export const createProduct: MutationResolvers['createProduct'] = async (_root, { input }, context) => {
  const parsed = parseInput(createProductInput, input);
  if (!parsed.ok) return parsed.error;
  const creation = await create(context.database, context.outbox, parsed.value);
  switch (creation.kind) {
    case 'created':
      return {
        __typename: 'CreateProductSuccess',
        product: await reloadProduct(context.loaders, creation.productId),
      };
    case 'slug-taken':
      return userError('SlugTaken', 'Another product has this slug.');
    case 'no-category':
      return userError('CategoryNotFound', 'There is no such category.');
  }
};
