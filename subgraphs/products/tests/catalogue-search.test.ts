import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOutbox } from '#platform/messaging/outbox.ts';
import type { TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { startProducts } from './running-products.ts';

let products: TestSubgraph;
beforeAll(async () => {
  products = await startProducts({ demo: true });
});
afterAll(async () => {
  await products[Symbol.asyncDispose]();
});

const SEARCH = `query Search($search: String, $filter: ProductFilter, $sort: ProductSort) {
  products(search: $search, filter: $filter, sort: $sort, first: 100) {
    totalCount
    nodes { slug price { amount } stock { available } category { slug } }
  }
}`;

const slugs = async (search: string) =>
  (await products.query(SEARCH, { search })).products.nodes.map(({ slug }: { slug: string }) => slug);

describe('searching', () => {
  it.each(['s', 'sn', 'sne', 'sneake', 'sneaker', 'sneakers', 'SNEAKERS', 'canvas sne', 'runnin sne or sneakers'])(
    '%j finds sneakers',
    async (search) => {
      expect(await slugs(search)).toContain('canvas-sneakers');
    },
  );

  it('finds every beginning of every word of a name, and stems', async () => {
    for (let length = 3; length <= 'running'.length; length++) {
      expect(await slugs('running'.slice(0, length))).toContain('trail-running-shoes');
    }
    expect(await slugs('runs')).toContain('trail-running-shoes');
  });

  it('puts names before descriptions', async () => {
    const found = await slugs('shoes');
    expect(found.slice(0, 2).sort()).toEqual(['road-running-shoes', 'trail-running-shoes']);
  });

  it('wants all words, in name, description or category', async () => {
    expect(await slugs('audio turntable')).toEqual(['turntable']);
    expect(await slugs('turntable sneakers')).toEqual([]);
  });

  it('knows phrases and exclusion', async () => {
    expect(await slugs('"french press"')).toEqual(['burr-coffee-grinder']);
    const without = await slugs('sneakers -canvas');
    expect(without).toContain('leather-sneakers');
    expect(without).not.toContain('canvas-sneakers');
  });
});

describe('filters', () => {
  const page = async (variables: object) => (await products.query(SEARCH, variables)).products;

  it('by category, stock and price', async () => {
    const footwear = await page({ filter: { category: 'footwear' } });
    expect(footwear.totalCount).toBe(8);
    expect(new Set(footwear.nodes.map((node: { category: { slug: string } }) => node.category.slug))).toEqual(
      new Set(['footwear']),
    );
    expect((await page({ filter: { category: 'footwear', inStock: false } })).nodes).toMatchObject([
      { slug: 'garden-clogs', stock: { available: 0 } },
    ]);
    expect((await page({ filter: { inStock: true } })).totalCount).toBe(56);
    const priced = await page({
      filter: { category: 'footwear', minPrice: '44.00', maxPrice: '119.95', currency: 'EUR' },
      sort: 'PRICE_ASC',
    });
    expect(priced.nodes.map((node: { price: { amount: string } }) => node.price.amount)).toEqual([
      '44.00',
      '59.90',
      '119.95',
    ]);
    expect((await page({ filter: { currency: 'USD' } })).totalCount).toBe(0);
    expect((await page({ filter: { category: 'nothing' } })).totalCount).toBe(0);
  });

  it('together with a search and a sort', async () => {
    const { nodes } = await page({
      search: 'coffee',
      filter: { category: 'kitchen', inStock: true },
      sort: 'PRICE_DESC',
    });
    expect(nodes.map(({ slug }: { slug: string }) => slug)).toEqual(['burr-coffee-grinder', 'pour-over-set']);
  });
});

describe('the demo', () => {
  it('fills the catalogue once, and undoes no later change', async () => {
    const count = async (table: string) =>
      (await products.database.query<{ count: number }>({ text: `SELECT count(*)::int AS count FROM ${table}` }))
        .rows[0]?.count;
    const tables = ['categories', 'products', 'stock', 'stock_movements', 'reviews', 'outbox'];
    const before = await Promise.all(tables.map(count));
    expect(before).toEqual([8, 60, 60, 56, 50, 116]);
    await products.database.query({ text: `UPDATE products SET name = 'Renamed' WHERE slug = 'kite'` });
    await seedDemo(
      products.database,
      createOutbox(() => {}),
    );
    expect(await Promise.all(tables.map(count))).toEqual(before);
    const { product } = await products.query('{ product(slug: "kite") { name } }');
    expect(product.name).toBe('Renamed');
  });

  it('has averages that fit its reviews', async () => {
    const { rows } = await products.database.query({
      text: `SELECT p.slug FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id
             HAVING p.rating_count <> count(r.id) OR p.rating_sum <> coalesce(sum(r.rating), 0)`,
    });
    expect(rows).toEqual([]);
  });

  it('has valid ids and dates that are past', async () => {
    const { rows } = await products.database.query({
      text: `SELECT slug FROM products WHERE created_at > now() UNION SELECT id::text FROM reviews WHERE created_at > now()`,
    });
    expect(rows).toEqual([]);
    const first = '01900000-0000-7000-8000-0d0000000101';
    expect((await products.query(`{ product(id: "${first}") { slug } }`)).product).toEqual({ slug: 'canvas-sneakers' });
  });
});
