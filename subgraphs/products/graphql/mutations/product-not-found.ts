import { userError } from '#platform/subgraph/user-errors.ts';

/** @param productId as it was given */
export const productNotFound = (productId: string) =>
  userError('ProductNotFound', 'There is no such product.', { productId });
