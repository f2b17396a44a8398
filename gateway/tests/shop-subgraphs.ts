import type { SubgraphDefinition } from './executor-fixture.ts';

type Row = Record<string, string>;

const users: Row[] = [
  { id: '1', name: 'Ada' },
  { id: '2', name: 'Bob' },
];

const reviews: Row[] = [
  { id: 'r1', body: 'good', author: '1', product: 'p1' },
  { id: 'r2', body: 'Grüße "aus" Köln\n', author: '2', product: 'p1' },
  { id: 'r3', body: 'bad', author: '1', product: 'p2' },
];

const userOf = (id: unknown) => users.find((user) => user['id'] === id);
const reviewsBy = (key: string, value: unknown) => reviews.filter((review) => review[key] === value);

/** Three subgraphs of a shop: who wrote about which product, and what sending it costs. */
export const shop = {
  users: {
    typeDefs: `
      type Query { me: User users(first: Int = 2): [User!]! }
      type Mutation { rename(id: ID!, name: String!): User }
      scalar JSON
      type User @key(fields: "id") { id: ID! name: String! constructor: String toString: JSON }`,
    resolvers: {
      Query: {
        me: () => users[0],
        users: (_: unknown, { first }: { first: number }) => users.slice(0, first),
      },
      Mutation: { rename: (_: unknown, { id, name }: Row) => ({ ...userOf(id), name }) },
      User: { __resolveReference: ({ id }: Row) => userOf(id), constructor: () => null, toString: () => null },
    },
  },
  products: {
    typeDefs: `
      type Query { top: [Product!] }
      type Product @key(fields: "upc") { upc: String! name: String price(currency: String = "EUR"): Int weight: Int }`,
    resolvers: {
      Query: { top: () => [{ upc: 'p1' }, { upc: 'p2' }] },
      Product: {
        __resolveReference: ({ upc }: Row) => ({ upc }),
        name: ({ upc }: Row) => `Product ${upc}`,
        price: (_: unknown, { currency }: Row) => (currency === 'EUR' ? 10 : 20),
        weight: () => 3,
      },
    },
  },
  reviews: {
    typeDefs: `
      type Subscription { written: Review }
      type Query { review(id: ID!): Review }
      type Review @key(fields: "id") { id: ID! body(length: Int): String author: User! product: Product }
      type User @key(fields: "id") { id: ID! reviews(first: Int): [Review!]! }
      type Product @key(fields: "upc") {
        upc: String!
        price(currency: String = "EUR"): Int @external
        weight: Int @external
        reviews: [Review!]
        shipping: Int @requires(fields: "price weight")
      }`,
    resolvers: {
      Query: { review: (_: unknown, { id }: Row) => reviews.find((review) => review['id'] === id) },
      Review: {
        __resolveReference: ({ id }: Row) => reviews.find((review) => review['id'] === id),
        author: ({ author }: Row) => ({ id: author }),
        product: ({ product }: Row) => ({ upc: product }),
      },
      User: { reviews: ({ id }: Row) => reviewsBy('author', id) },
      Product: {
        reviews: ({ upc }: Row) => reviewsBy('product', upc),
        shipping: ({ price, weight }: Record<string, number>) => (price ?? 0) * (weight ?? 0),
      },
    },
  },
} as unknown as Record<string, SubgraphDefinition>;

/** Items of which two subgraphs each know a part of one object, by different keys. */
export const stock = {
  items: {
    typeDefs: `
      type Query { items: [Item!] }
      type Item @key(fields: "id") @key(fields: "kind") { id: ID! kind: String }`,
    resolvers: {
      Query: {
        items: () => [
          { id: '1', kind: 'box' },
          { id: '2', kind: 'box' },
        ],
      },
    },
  },
  names: {
    typeDefs: `
      type Item @key(fields: "kind") { kind: String info: Info @shareable }
      type Info { name: String }`,
    resolvers: { Item: { info: ({ kind }: Row) => ({ name: `a ${kind}` }) } },
  },
  sizes: {
    typeDefs: `
      type Item @key(fields: "id") { id: ID! info: Info @shareable }
      type Info { size: Int }`,
    resolvers: { Item: { info: ({ id }: Row) => ({ size: Number(id) }) } },
  },
} as unknown as Record<string, SubgraphDefinition>;
