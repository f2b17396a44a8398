import { findProduct, productsOf } from './data.ts';

export const products = {
  name: 'products',
  sdl: /* GraphQL */ `
    extend type Query {
      product(upc: String!): Product
      topProducts(first: Int = 5, region: Int = 0): [Product!]!
    }

    type Product @key(fields: "upc") {
      upc: String!
      name: String!
      price: Int!
      weight: Int!
    }
  `,
  resolvers: {
    Query: {
      product: (_: unknown, { upc }: { upc: string }) => findProduct(upc),
      topProducts: (_: unknown, { first, region }: { first: number; region: number }) => productsOf(region, first),
    },
    Product: { __resolveReference: ({ upc }: { upc: string }) => findProduct(upc) },
  },
};
