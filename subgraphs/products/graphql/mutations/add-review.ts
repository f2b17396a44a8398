import { idOrNone, parseInput, userError } from '#platform/subgraph/user-errors.ts';
import { addReview as add } from '../../review/add-review.ts';
import { addReviewInput } from '../../review/review-input.ts';
import type { MutationResolvers } from '../generated.ts';
import { reloadProduct } from '../loaders.ts';
import { viewerId } from '../viewer-id.ts';
import { productNotFound } from './product-not-found.ts';

export const addReview: MutationResolvers['addReview'] = async (_root, { input }, { viewer, database, loaders }) => {
  const parsed = parseInput(addReviewInput, input);
  if (!parsed.ok) return parsed.error;
  const { rating, body } = parsed.value;
  const productId = idOrNone(parsed.value.productId);
  const addition = await add(database, { productId, customerId: viewerId(viewer), rating, body });
  switch (addition.kind) {
    case 'added':
      loaders.reviews.clearAll();
      return {
        __typename: 'AddReviewSuccess',
        review: addition.review,
        product: await reloadProduct(loaders, productId),
      };
    case 'not-found':
      return productNotFound(input.productId);
    case 'already-reviewed':
      return userError('AlreadyReviewed', 'You have reviewed this product.');
  }
};
