import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { describe, expect, jest, test } from '@jest/globals';
import { isObjectType, parse } from 'graphql';
import { createPlanner } from '../planning/create-planner.ts';
import { UnplannableOperation } from '../planning/planner.ts';
import { compose, fetchesOf, planned, requestOf, written } from './planning-fixture.ts';

/** What the planner gives by itself, in lines as `planned` has them. */
function stock(supergraph: string, text: string): string[] {
  const built = Supergraph.build(supergraph);
  const operation = operationFromDocument(built.apiSchema(), parse(text));
  return fetchesOf(new QueryPlanner(built).buildQueryPlan(operation)).map(
    ({ serviceName, operation: sent, requires }) =>
      [serviceName, sent, ...(requires === undefined ? [] : [`<= ${written(requires)}`])].join(' '),
  );
}

const keysOf = (text: string | undefined) =>
  [...(text ?? '').matchAll(/(\w+_[0-9a-f]{16}\w*):/g)].map(([, key]) => key);
const digest = (lines: readonly string[]) => lines.map((line) => line.replaceAll(/_[0-9a-f]{16}/g, '_#'));

describe('a client’s field and one that @requires wants, of one response name', () => {
  const supergraph = compose({
    shop: 'type Query { item: Item } type Item @key(fields: "id") { id: ID! price(currency: String = "USD"): Int code: ID }',
    tax: 'type Item @key(fields: "id") { id: ID! price(currency: String = "USD"): Int @external tax: Int @requires(fields: "price") }',
  });

  test('the planner alone merges them into one, wrongly', () => {
    expect(stock(supergraph, '{ item { price(currency: "EUR") tax } }')).toEqual([
      'shop {item{__typename id price(currency:"EUR")}}',
      'tax query($representations:[_Any!]!){_entities(representations:$representations){...on Item{tax}}} <= Item{__typename id price}',
    ]);
    expect(stock(supergraph, '{ item { price: code tax } }')[0]).toBe('shop {item{__typename id price:code}}');
  });

  test('lie apart in the data', async () => {
    const planner = createPlanner(supergraph);
    expect(digest(await planned(planner, '{ item { price(currency: "EUR") tax } }'))).toEqual([
      'shop {item{__typename id price_#:price(currency:"EUR")price}}',
      'tax query($representations:[_Any!]!){_entities(representations:$representations){...on Item{tax}}} <= Item{__typename id price}',
    ]);
    expect((await planned(planner, '{ item { price: code tax } }'))[0]).toBe('shop {item{__typename id code price}}');
  });

  test('so do a key and another field that the client calls like it', async () => {
    expect((await planned(createPlanner(supergraph), '{ item { id: code tax } }'))[0]).toBe(
      'shop {item{__typename id code price}}',
    );
  });
});

describe('@requires that want one field with different arguments', () => {
  const supergraph = compose({
    shop: `
      type Query { item: Item thing: Thing }
      type Item implements Thing @key(fields: "id") { id: ID! price(currency: String): Int maker: Maker }
      interface Thing { id: ID! price(currency: String): Int }
      type Maker @key(fields: "id") { id: ID! name(short: Boolean): String }
      type Deal @key(fields: "id") { id: ID! label: String }
    `,
    tax: `
      type Item @key(fields: "id") {
        id: ID!
        price(currency: String): Int @external
        maker: Maker @external
        usd: Int @requires(fields: "price(currency: \\"USD\\")")
        eur: Int @requires(fields: "price(currency: \\"EUR\\")")
        plain: Int @requires(fields: "price")
        long: Int @requires(fields: "maker { name(short: false) }")
        short: Int @requires(fields: "maker { name(short: true) }")
        free(of: Int): Int
        deal: Deal @requires(fields: "price(currency: \\"USD\\")")
      }
      type Deal @key(fields: "id") { id: ID! }
      type Maker @key(fields: "id") { id: ID! name(short: Boolean): String @external }
    `,
  });
  const planner = createPlanner(supergraph);

  test('the planner alone merges them into one, wrongly', () => {
    expect(stock(supergraph, '{ item { usd eur } }')[0]?.match(/price/g)).toHaveLength(1);
    expect(stock(supergraph, '{ item { usd plain } }')[0]?.match(/price/g)).toHaveLength(1);
  });

  test('one want: its value lies under a key of its own and is sent under the field’s name', async () => {
    const [shop, tax] = await planned(planner, '{ item { usd } }');
    const [key] = keysOf(shop);
    expect(shop).toBe(`shop {item{__typename id ${key}:price(currency:"USD")}}`);
    expect(tax).toContain(`{...on Item{usd}}} <= Item{__typename id price:${key}}`);
  });

  test('several: each is fetched, and a fetch for each sends its own', async () => {
    const lines = await planned(planner, '{ item { usd eur free } }');
    const [eur, usd] = keysOf(lines[0]);
    expect(lines[0]).toBe(`shop {item{__typename id ${eur}:price(currency:"EUR")${usd}:price(currency:"USD")}}`);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(new RegExp(`on Item{usd free}}} <= Item{__typename id price:${usd}}$`));
    expect(lines[2]).toMatch(new RegExp(`on Item{eur}}} <= Item{__typename id price:${eur}}$`));
  });

  test('one with and one without arguments', async () => {
    const lines = await planned(planner, '{ item { usd plain } }');
    const [usd] = keysOf(lines[0]);
    expect(lines[0]).toBe(`shop {item{__typename id price ${usd}:price(currency:"USD")}}`);
    expect(lines.slice(1).map((line) => line.slice(line.indexOf('on Item')))).toEqual([
      `on Item{usd}}} <= Item{__typename id price:${usd}}`,
      'on Item{plain}}} <= Item{__typename id price}',
    ]);
  });

  test('below another field', async () => {
    const lines = await planned(planner, '{ item { long short } }');
    const [one, other] = keysOf(lines[0]);
    expect(lines[0]).toContain(`maker{${one}:name(short:`);
    expect(new Set(lines.slice(1).map((line) => line.slice(line.indexOf('<=')))).size).toBe(2);
    expect(lines[1]).toMatch(new RegExp(`<= Item{__typename id maker{name:(${one}|${other})}}$`));
    expect(lines[2]).toMatch(new RegExp(`<= Item{__typename id maker{name:(${one}|${other})}}$`));
  });

  test('beside the client’s own of the same name', async () => {
    const [shop] = await planned(planner, '{ item { price(currency: "USD") plain usd } }');
    expect(shop?.match(/price\(currency:"USD"\)/g)).toHaveLength(2);
    expect(new Set(keysOf(shop)).size).toBe(2);
  });

  test('a fetch takes along only the variables of its own fields', async () => {
    const plan = await planner.plan(requestOf('query($n: Int) { item { usd eur a: free(of: $n) } }'));
    const [, usd, eur] = fetchesOf(plan);
    expect(usd?.variableUsages).toEqual(['n']);
    expect(eur?.variableUsages).toEqual([]);
    expect(eur?.operation).not.toContain('$n');
  });

  test('that differ by type: an object of each type is sent its own', async () => {
    const lines = await planned(
      createPlanner(
        compose({
          a: `
            type Query { item: Item }
            type Item @key(fields: "id") { id: ID! part: Part }
            interface Part { size(unit: Int): Int }
            type Bolt implements Part { size(unit: Int): Int }
            type Nut implements Part { size(unit: Int): Int }
          `,
          b: `
            type Item @key(fields: "id") {
              id: ID!
              part: Part @external
              same: Int @requires(fields: "part { size(unit: 1) }")
              each: Int @requires(fields: "part { ... on Bolt { size(unit: 2) } ... on Nut { size(unit: 3) } }")
            }
            interface Part { size(unit: Int): Int }
            type Bolt implements Part { size(unit: Int): Int @external }
            type Nut implements Part { size(unit: Int): Int @external }
          `,
        }),
      ),
      '{ item { same each } }',
    );
    expect(digest(lines.slice(1)).map((line) => line.slice(line.indexOf('<=')))).toEqual([
      '<= Item{__typename id part{size:size_#_required}}',
      '<= Item{__typename id part{Bolt{size:size_#_required} Nut{size:size_#_required}}}',
    ]);
    expect(new Set(lines.slice(1).flatMap((line) => line.match(/size_\w+/g))).size).toBe(3);
  });

  test('of an interface object, each of another type', async () => {
    const lines = await planned(
      createPlanner(
        compose({
          a: `
            type Query { item: Item }
            interface Item @key(fields: "id") { id: ID! price(in: Int): Int }
            type Book implements Item @key(fields: "id") { id: ID! price(in: Int): Int }
            type Film implements Item @key(fields: "id") { id: ID! price(in: Int): Int }
          `,
          b: `
            type Item @interfaceObject @key(fields: "id") {
              id: ID!
              price(in: Int): Int @external
              one: Int @requires(fields: "price(in: 1)")
              two: Int @requires(fields: "price(in: 2)")
            }
          `,
        }),
      ),
      '{ item { ... on Book { one } ... on Film { two } } }',
    );
    expect(digest(lines.slice(1)).map((line) => line.slice(line.indexOf('{...')))).toEqual([
      '{...on Item{one}}} <= Book{__typename id} Item{__typename price:price_#_required} Film{__typename id}',
      '{...on Item{two}}} <= Book{__typename id} Item{__typename price:price_#_required} Film{__typename id}',
    ]);
  });

  test('what is deferred waits for all of them', async () => {
    const plan = await planner.plan(requestOf('{ item { deal { id ... @defer { label } } eur } }', { defer: true }));
    const { node } = plan;
    if (node?.kind !== 'Defer') throw new Error('nothing is deferred');
    const [dependency] = node.deferred.flatMap(({ depends }) => depends);
    const primary = fetchesOf({ kind: 'QueryPlan', ...(node.primary.node && { node: node.primary.node }) });
    expect(primary.map(({ serviceName, id }) => [serviceName, id === dependency?.id])).toEqual([
      ['shop', false],
      ['tax', false],
      ['tax', true],
    ]);
    expect(JSON.stringify(node.primary.node)).not.toContain('Parallel');
  });

  test('clients do not see what stands for them', () => {
    const item = planner.apiSchema.getType('Item');
    if (!isObjectType(item)) throw new Error('no Item');
    expect(Object.keys(item.getFields()).sort()).toEqual(
      ['id', 'price', 'maker', 'usd', 'eur', 'plain', 'long', 'short', 'free', 'deal'].sort(),
    );
  });
});

describe('a key that the subgraph does not resolve', () => {
  const subgraphs = (keys: string) => ({
    a: `type Query { item: Item } type Item ${keys} { id: ID! sku: ID! @shareable price: Int @external tax: Int @requires(fields: "price") }`,
    b: 'type Item @key(fields: "id") @key(fields: "sku") { id: ID! sku: ID! price: Int }',
  });
  const both = compose(subgraphs('@key(fields: "id", resolvable: false) @key(fields: "sku")'));

  test('the planner alone comes back to the subgraph with it', () => {
    expect(stock(both, '{ item { tax } }').at(-1)).toContain('<= Item{__typename price id}');
  });

  test('is left for one that it does resolve', async () => {
    expect((await planned(createPlanner(both), '{ item { tax } }')).at(-1)).toContain('<= Item{__typename price sku}');
  });

  test('with no other one there is no plan', async () => {
    const only = compose(subgraphs('@key(fields: "id", resolvable: false)'));
    expect(stock(only, '{ item { tax } }').at(-1)).toContain('<= Item{__typename price id}');
    await expect(createPlanner(only).plan(requestOf('{ item { tax } }'))).rejects.toThrow(UnplannableOperation);
    await expect(planned(createPlanner(only), '{ item { id } }')).resolves.toHaveLength(1);
  });

  test('an interface object is represented by the interface’s keys', async () => {
    const planner = createPlanner(
      compose({
        a: 'type Query { media: Media } interface Media @key(fields: "id") { id: ID! } type Book implements Media @key(fields: "id") { id: ID! pages: Int }',
        b: 'type Query { top: Media } type Media @interfaceObject @key(fields: "id") { id: ID! stars: Int }',
      }),
    );
    await expect(planned(planner, '{ top { ... on Book { stars } } }')).resolves.toHaveLength(3);
    await expect(planned(planner, '{ media { stars ... on Book { pages stars } } }')).resolves.toHaveLength(2);
    await expect(planned(planner, '{ top { stars ... on Book { pages } } }')).resolves.not.toHaveLength(0);
  });
});

describe('a field that @requires wants and that requires something itself', () => {
  const supergraph = compose({
    prices: 'type Query { items: [Item!] } type Item @key(fields: "id") { id: ID! price(in: Int): Int }',
    taxes: `
      type Query { taxed: [Item!] }
      type Item @key(fields: "id") { id: ID! price(in: Int): Int @external gross: Int @requires(fields: "price(in: 1)") }
    `,
    labels: 'type Item @key(fields: "id") { id: ID! gross: Int @external tag: Int @requires(fields: "gross") }',
  });

  test('the planner alone asks for it without that', () => {
    expect(stock(supergraph, '{ taxed { tag } }')[0]).toBe('taxes {taxed{__typename id gross}}');
  });

  test('is not asked for without it', async () => {
    const planner = createPlanner(supergraph);
    await expect(planner.plan(requestOf('{ taxed { tag } }'))).rejects.toThrow('without what that requires');
    await expect(planned(planner, '{ taxed { gross } }')).resolves.toHaveLength(3);
    await expect(planned(planner, '{ items { tag } }')).resolves.toHaveLength(3);
  });
});

describe('an empty plan', () => {
  const supergraph = compose({ a: 'type Query { n: Int }' });

  test('is an error where something is asked for', async () => {
    const planner = createPlanner(supergraph);
    const empty: QueryPlan = { kind: 'QueryPlan' };
    const build = jest.spyOn(QueryPlanner.prototype, 'buildQueryPlan').mockReturnValue(empty);
    try {
      await expect(planner.plan(requestOf('{ n }'))).rejects.toThrow(UnplannableOperation);
    } finally {
      build.mockRestore();
    }
  });

  test('is right where nothing is', async () => {
    const planner = createPlanner(supergraph);
    for (const text of [
      '{ __typename __schema { types { name } } }',
      'query($v: Boolean!) { n @include(if: $v) }',
      'query($v: Boolean!) { ...F @include(if: $v) } fragment F on Query { n @skip(if: $v) }',
    ]) {
      await expect(planner.plan(requestOf(text))).resolves.toEqual({ kind: 'QueryPlan' });
    }
  });
});
