import { pageOf } from '#platform/subgraph/connection.ts';
import { graphError } from '#platform/subgraph/errors.ts';
import { parseAmount } from '#platform/subgraph/money.ts';
import type { ProductListing, ProductSelection } from '../catalogue/product-listing.ts';
import { cursorShape } from '../catalogue/product-sorts.ts';
import { readSearch } from '../catalogue/search-text.ts';
import { slugOrNone } from '../catalogue/slug.ts';
import type { ProductFilter, QueryProductsArgs } from './generated.ts';

/** Longer texts are no searches, and cost. */
const MAX_SEARCH = 200;

function priceBound(filter: ProductFilter, bound: 'minPrice' | 'maxPrice'): bigint | undefined {
  const amount = filter[bound] ?? undefined;
  if (amount === undefined) return undefined;
  const currency = filter.currency ?? undefined;
  if (currency === undefined) {
    throw graphError('BAD_USER_INPUT', `filter.currency is needed with filter.${bound}.`, 'filter.currency');
  }
  const minor = parseAmount(amount, currency);
  if (minor === undefined) {
    throw graphError('BAD_USER_INPUT', `filter.${bound} has more digits than ${currency}.`, `filter.${bound}`);
  }
  return minor;
}

/**
 * Reads the arguments of Query.products.
 *
 * @throws GraphQLError BAD_USER_INPUT naming the wrong argument
 */
export function readListing(args: QueryProductsArgs): ProductListing {
  const filter = args.filter ?? {};
  if ((args.search?.length ?? 0) > MAX_SEARCH) {
    throw graphError('BAD_USER_INPUT', `search must have at most ${MAX_SEARCH} characters.`, 'search');
  }
  const search = readSearch(args.search ?? '');
  const wanted = args.sort ?? 'RELEVANCE';
  const sort = wanted === 'RELEVANCE' && search === undefined ? 'NEWEST' : wanted;
  const selection: ProductSelection = {
    search,
    category: typeof filter.category === 'string' ? slugOrNone(filter.category) : undefined,
    inStock: filter.inStock ?? undefined,
    currency: filter.currency ?? undefined,
    minPriceMinor: priceBound(filter, 'minPrice'),
    maxPriceMinor: priceBound(filter, 'maxPrice'),
  };
  return { selection, sort, page: pageOf(args, cursorShape(sort)) };
}
