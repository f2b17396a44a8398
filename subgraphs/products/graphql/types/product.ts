import { connectionOf, pageOf } from '#platform/subgraph/connection.ts';
import { idOrNone } from '#platform/subgraph/user-errors.ts';
import { cursorOf, reviewCursor } from '../../review/list-reviews.ts';
import type { ProductResolvers, ReviewResolvers } from '../generated.ts';

export const productResolvers: ProductResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.productById.load(idOrNone(id)),
  stock: ({ available }) => ({ available }),
  averageRating: ({ ratingSum, ratingCount }) => (ratingCount === 0 ? null : ratingSum / ratingCount),
  async reviews({ id }, args, { loaders }) {
    const page = pageOf(args, reviewCursor);
    return connectionOf(await loaders.reviews.load({ productId: id, page }), page.first, cursorOf);
  },
};

export const reviewResolvers: ReviewResolvers = {
  author: ({ customerId }) => ({ id: customerId }),
};
