import type { Queryable } from '#platform/postgres/database.ts';
import type { ProductListing, ProductSelection } from './product-listing.ts';
import { type ProductCursor, sortOrders } from './product-sorts.ts';
import { type ProductRow, type ProductView, productColumns, productTables, toProductView } from './product-view.ts';
import type { SearchText } from './search-text.ts';

/** A product and its place in the list. */
export interface ListedProduct {
  cursor: ProductCursor;
  product: ProductView;
}

/** Takes a value and gives the parameter ($1, $2 …) that stands for it. */
type Bind = (value: unknown) => string;

const bindInto =
  (values: unknown[]): Bind =>
  (value) =>
    `$${values.push(value)}`;

function searchTerms({ whole, unfinished }: SearchText, bind: Bind): string {
  const finished = `websearch_to_tsquery('english', ${bind(whole)})`;
  if (unfinished === undefined) return finished;
  const before = `websearch_to_tsquery('english', ${bind(unfinished.before)})`;
  return `(${finished} || (${before} && to_tsquery('simple', ${bind(`${unfinished.prefix}:*`)})))`;
}

const tablesOf = (search: SearchText | undefined, bind: Bind) =>
  search === undefined
    ? productTables
    : `${productTables} CROSS JOIN (SELECT ${searchTerms(search, bind)} AS terms) query`;

function conditionsOf(selection: ProductSelection, bind: Bind): string[] {
  const { search, category, inStock, currency, minPriceMinor, maxPriceMinor } = selection;
  const conditions: string[] = [];
  if (search !== undefined) conditions.push('p.search @@ query.terms');
  if (category !== undefined) conditions.push(`c.slug = ${bind(category)}`);
  if (inStock !== undefined) conditions.push(inStock ? 's.available > 0' : 's.available = 0');
  if (currency !== undefined) conditions.push(`p.currency = ${bind(currency)}`);
  if (minPriceMinor !== undefined) conditions.push(`p.price_minor >= ${bind(minPriceMinor)}`);
  if (maxPriceMinor !== undefined) conditions.push(`p.price_minor <= ${bind(maxPriceMinor)}`);
  return conditions;
}

const where = (conditions: readonly string[]) => (conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`);

/** A page of the catalogue, and one product more where there is a next page. */
export async function listProducts(database: Queryable, listing: ProductListing): Promise<ListedProduct[]> {
  const { selection, sort, page } = listing;
  const { direction, keys } = sortOrders[sort];
  const values: unknown[] = [];
  const bind = bindInto(values);
  const tables = tablesOf(selection.search, bind);
  const conditions = conditionsOf(selection, bind);
  if (page.after !== undefined) {
    const [, ...place] = page.after;
    const order = [...keys.map(({ sql }) => sql), 'p.id'].join(', ');
    const behind = [
      ...keys.map(({ fromCursor }, index) => fromCursor(bind(place[index]))),
      `${bind(place.at(-1))}::uuid`,
    ];
    conditions.push(`(${order}) ${direction === 'ASC' ? '>' : '<'} (${behind.join(', ')})`);
  }
  const { rows } = await database.query<ProductRow & { sort_keys: (string | number)[] }>({
    text: `SELECT ${productColumns}, jsonb_build_array(${keys.map(({ inCursor }) => inCursor).join(', ')}) AS sort_keys
           FROM ${tables} ${where(conditions)}
           ORDER BY ${keys.map(({ sql }) => `${sql} ${direction}`).join(', ')}, p.id ${direction}
           LIMIT ${bind(page.first + 1)}`,
    values,
  });
  return rows.map((row) => ({ cursor: [sort, ...row.sort_keys, row.id], product: toProductView(row) }));
}

/** How many products are meant, over all pages. */
export async function countProducts(database: Queryable, selection: ProductSelection): Promise<number> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  const tables = tablesOf(selection.search, bind);
  const { rows } = await database.query<{ count: number }>({
    text: `SELECT count(*)::integer AS count FROM ${tables} ${where(conditionsOf(selection, bind))}`,
    values,
  });
  return rows[0]?.count ?? 0;
}
