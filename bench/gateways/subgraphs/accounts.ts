import { findUser, usersOf } from './data.ts';

export const accounts = {
  name: 'accounts',
  sdl: /* GraphQL */ `
    extend type Query {
      me: User
      user(id: ID!): User
      users(region: Int = 0): [User!]!
    }

    type User @key(fields: "id") {
      id: ID!
      name: String!
      username: String!
      birthday: String
    }
  `,
  resolvers: {
    Query: {
      me: () => findUser('u00-0'),
      user: (_: unknown, { id }: { id: string }) => findUser(id),
      users: (_: unknown, { region }: { region: number }) => usersOf(region),
    },
    User: { __resolveReference: ({ id }: { id: string }) => findUser(id) },
  },
};
