import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';

const FIRST_QUERY = `# Every part of this answer may come from another service.
# To act as somebody, log in and put {"authorization": "Bearer …"} under Headers.
{
  products(first: 3) {
    nodes {
      name
      price { amount currency }
      stock { available }
      averageRating
    }
  }
}
`;

/** How the IDE hands the headers to its HTTP requests; to its websockets it gives none, so a subscription had no token. */
const HEADERS_OVER_HTTP = 'extensions:{headers:y?.headers}';
const HEADERS_EVERYWHERE = 'extensions:{headers:y?.headers,connectionParams:y?.headers}';

/** GraphiQL with all that it needs in one page of 9 MB. */
export const renderIde = (graphqlPath: string): string =>
  renderGraphiQL({
    title: 'Agora',
    endpoint: graphqlPath,
    subscriptionsProtocol: 'WS',
    defaultQuery: FIRST_QUERY,
  }).replace(HEADERS_OVER_HTTP, HEADERS_EVERYWHERE);

/** The pages for people: `/` leads to Apollo Sandbox, `/ide` is an IDE that needs no internet. */
export function servePages(app: FastifyInstance, graphqlPath: string): void {
  let ide: string | undefined;
  app.get('/', (_request, reply) => reply.redirect(graphqlPath, 302));
  app.get('/ide', (_request, reply) => {
    ide ??= renderIde(graphqlPath);
    return reply.type('text/html; charset=utf-8').header('cache-control', 'max-age=3600').send(ide);
  });
}
