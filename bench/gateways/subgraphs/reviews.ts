import { type Review, reviewsByUser, reviewsOfProduct } from './data.ts';

interface NewReview {
  authorId: string;
  upc: string;
  body: string;
}

export const reviews = {
  name: 'reviews',
  sdl: /* GraphQL */ `
    extend type Mutation {
      addReview(input: NewReview!): Review!
    }

    input NewReview {
      authorId: ID!
      upc: String!
      body: String!
    }

    type Review @key(fields: "id") {
      id: ID!
      body: String!
      author: User!
      product: Product!
    }

    extend type User @key(fields: "id") {
      id: ID! @external
      reviews: [Review!]!
    }

    extend type Product @key(fields: "upc") {
      upc: String! @external
      reviews: [Review!]!
    }
  `,
  resolvers: {
    Mutation: {
      // It keeps nothing: every later answer would be another one, and could not be replayed.
      addReview: (_: unknown, { input }: { input: NewReview }): Review => ({
        id: `r-${input.upc}-${input.authorId}`,
        ...input,
      }),
    },
    Review: {
      author: ({ authorId }: Review) => ({ __typename: 'User', id: authorId }),
      product: ({ upc }: Review) => ({ __typename: 'Product', upc }),
    },
    User: { reviews: ({ id }: { id: string }) => reviewsByUser(id) },
    Product: { reviews: ({ upc }: { upc: string }) => reviewsOfProduct(upc) },
  },
};
