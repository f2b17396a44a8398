import Fastify from 'fastify';
import { verifyRequest } from '#platform/security/signed-request.ts';

export interface StubProduct {
  id: string;
  name: string;
  price: { amount: string; currency: string };
  /** How many there are; plenty, if it is not said. */
  available?: number;
  /** Of none, if it is not said. */
  categoryId?: string;
}

/** The products subgraph as orders sees it: signed `_entities` queries over HTTP. */
export interface ProductsStub extends AsyncDisposable {
  url: string;
  /** What it answers with; an id that is missing here does not exist. */
  products: Map<string, StubProduct>;
  /** With which secret requests must be signed. */
  secret: string;
  /** Who has asked, each time. */
  askedBy: unknown[];
  /** While true, every request is answered with 500. */
  broken: boolean;
}

interface EntitiesRequest {
  query: string;
  variables: { products: { __typename: string; id: string }[] };
}

function entityOf(product: StubProduct | undefined) {
  if (product === undefined) return null;
  const { available = 1_000_000, categoryId, ...shown } = product;
  return { ...shown, stock: { available }, category: categoryId === undefined ? null : { id: categoryId } };
}

export async function startProductsStub(products: readonly StubProduct[]): Promise<ProductsStub> {
  const app = Fastify();
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const stub: ProductsStub = {
    url: '',
    products: new Map(products.map((product) => [product.id, product])),
    secret: '',
    askedBy: [],
    broken: false,
    [Symbol.asyncDispose]: () => app.close(),
  };
  app.post('/graphql', async (request, reply) => {
    const body = request.body as Buffer;
    const identity = verifyRequest({ secret: stub.secret, method: 'POST', path: '/graphql', body }, request.headers);
    stub.askedBy.push(identity.viewer);
    if (stub.broken) return reply.code(500).send({});
    const { variables } = JSON.parse(body.toString()) as EntitiesRequest;
    return { data: { _entities: variables.products.map(({ id }) => entityOf(stub.products.get(id))) } };
  });
  stub.url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  return stub;
}
