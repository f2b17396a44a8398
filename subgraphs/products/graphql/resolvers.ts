import { graphError } from '#platform/subgraph/errors.ts';
import { CurrencyCode, DateTime, Decimal, moneyResolvers } from '#platform/subgraph/scalars.ts';
import { idOrNone } from '#platform/subgraph/user-errors.ts';
import { listProducts } from '../catalogue/list-products.ts';
import { slugOrNone } from '../catalogue/slug.ts';
import { listCategories } from '../category/category-repository.ts';
import type { QueryResolvers } from './generated.ts';
import { addReview } from './mutations/add-review.ts';
import { adjustStock } from './mutations/adjust-stock.ts';
import { createCategory, updateCategory } from './mutations/category.ts';
import { createProduct } from './mutations/create-product.ts';
import { updateProduct } from './mutations/update-product.ts';
import { readListing } from './read-listing.ts';
import { productResolvers, reviewResolvers } from './types/product.ts';
import { productConnectionResolvers, productPageOf } from './types/product-connection.ts';

const queryResolvers: QueryResolvers = {
  async products(_root, args, { database }) {
    const listing = readListing(args);
    return productPageOf(await listProducts(database, listing), listing);
  },
  product(_root, { id, slug }, { loaders }) {
    if (typeof id === 'string' && typeof slug !== 'string') return loaders.productById.load(idOrNone(id));
    if (typeof slug === 'string' && typeof id !== 'string') return loaders.productBySlug.load(slugOrNone(slug));
    throw graphError('BAD_USER_INPUT', 'Give either id or slug.', 'id');
  },
  categories: (_root, _args, { database }) => listCategories(database),
};

export const resolvers = {
  DateTime,
  Decimal,
  CurrencyCode,
  Query: queryResolvers,
  Mutation: { createProduct, updateProduct, createCategory, updateCategory, adjustStock, addReview },
  Product: productResolvers,
  ProductConnection: productConnectionResolvers,
  Review: reviewResolvers,
  Money: moneyResolvers,
};
