interface ProductReference {
  upc: string;
  price?: number;
  weight?: number;
}

export const inventory = {
  name: 'inventory',
  sdl: /* GraphQL */ `
    extend type Product @key(fields: "upc") {
      upc: String! @external
      price: Int! @external
      weight: Int! @external
      inStock: Boolean!
      shippingEstimate: Int @requires(fields: "price weight")
    }
  `,
  resolvers: {
    Product: {
      __resolveReference: (reference: ProductReference) => reference,
      inStock: ({ upc }: ProductReference) => Number(upc.at(-1)) % 3 !== 0,
      // Dear things are sent for free.
      shippingEstimate: ({ price = 0, weight = 0 }: ProductReference) => (price > 1000 ? 0 : Math.round(weight / 2)),
    },
  },
};
