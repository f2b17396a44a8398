import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { type DocumentNode, execute, parse } from 'graphql';
import { serveHttp } from './transport-fixture.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])\n';

const AUTHORS = `
  type Query { authors: [Author!]! late: String }
  type Author @key(fields: "id") { id: ID! name: String! }`;

const BOOKS = `
  type Author @key(fields: "id") { id: ID! books: [Book!]! }
  type Book { title: String! pages: Int! }`;

/** A subgraph of somebody else: it knows nothing of signatures and of who asks. */
async function serveSubgraph(typeDefs: DocumentNode, resolvers: GraphQLResolverMap<unknown>) {
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  return serveHttp(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
    const result = await execute({ schema, document: parse(query), variableValues: variables });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  });
}

/** A graph that is not Agora's: two subgraphs and what is composed of them. */
export async function startForeignGraph() {
  await using resources = new AsyncDisposableStack();
  const late: PromiseWithResolvers<string>[] = [];
  const authors = resources.use(
    await serveSubgraph(parse(LINK + AUTHORS), {
      Query: {
        authors: () => [{ id: '1' }, { id: '2' }],
        late() {
          const answer = Promise.withResolvers<string>();
          late.push(answer);
          return answer.promise;
        },
      },
      Author: { name: ({ id }: { id: string }) => `Author ${id}` },
    } as GraphQLResolverMap<unknown>),
  );
  const books = resources.use(
    await serveSubgraph(parse(LINK + BOOKS), {
      Author: { books: ({ id }: { id: string }) => [{ title: `Book of ${id}`, pages: 100 }] },
    } as GraphQLResolverMap<unknown>),
  );
  const owned = resources.move();

  return {
    authors,
    books,
    /** Requests for `late` that wait for their answer. */
    late,
    /** Composes the graph. @param withPages whether books tell of their pages */
    compose(withPages: boolean): string {
      const typeDefs = withPages ? BOOKS : BOOKS.replace('pages: Int!', '');
      const composed = composeServices([
        { name: 'authors', url: authors.url, typeDefs: parse(LINK + AUTHORS) },
        { name: 'books', url: books.url, typeDefs: parse(LINK + typeDefs) },
      ]);
      if (composed.errors !== undefined) throw new Error(composed.errors.join('\n'));
      return composed.supergraphSdl;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

export const BY_AUTHOR = '{ authors { name books { title } } }';

export const ALL_BOOKS = {
  authors: [
    { name: 'Author 1', books: [{ title: 'Book of 1' }] },
    { name: 'Author 2', books: [{ title: 'Book of 2' }] },
  ],
};
