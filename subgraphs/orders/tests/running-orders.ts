import { randomUUID } from 'node:crypto';
import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import type { Viewer } from '#platform/security/viewer.ts';
import type { SubgraphConfig } from '#platform/subgraph/subgraph-config.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { customer, type Data, startTestSubgraph, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import type { OrdersConfig } from '../config.ts';
import { createOrders } from '../service.ts';
import { type ProductsStub, startProductsStub } from './products-stub.ts';

export const kettle = '01900000-0000-7000-8000-000000000001';
export const teapot = '01900000-0000-7000-8000-000000000002';
export const poster = '01900000-0000-7000-8000-000000000003';
export const unknownProduct = '01900000-0000-7000-8000-0000000000ff';

const catalogue = [
  { id: kettle, name: 'Kettle', price: { amount: '19.99', currency: 'EUR' } },
  { id: teapot, name: 'Teapot', price: { amount: '5.00', currency: 'EUR' } },
  { id: poster, name: 'Poster', price: { amount: '1200', currency: 'JPY' } },
];

export const address = {
  name: 'Ada Lovelace',
  street: 'Hauptstr. 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};

export const PLACE_ORDER = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on PlaceOrderSuccess { order { id status paymentStatus total { amount currency } } }
    ... on UserError { code message }
    ... on ProductNotFound { productId }
    ... on MixedCurrencies { currencies }
    ... on PriceChanged { was { amount currency } now { amount currency } }
    ... on CouponNotApplicable { coupon reason }
    ... on InvalidInput { fields { path message } }
  }
}`;

export const CANCEL_ORDER = `mutation ($input: CancelOrderInput!) {
  cancelOrder(input: $input) {
    __typename
    ... on CancelOrderSuccess { order { id status } }
    ... on OrderNotCancellable { order { id status } }
    ... on UserError { code message }
  }
}`;

export interface RunningOrders extends TestSubgraph {
  products: ProductsStub;
  /** The service itself, for tests that stop it. */
  service: Service;
  /** Starts the service once more, on the same database and broker. */
  another(): Promise<Service>;
  /** Gives an order of 2 kettles and a teapot (44.98 EUR) to a customer, and its id. */
  place(as: Viewer): Promise<string>;
  /** Asks for a cancellation, with a key of its own, and gives the answer. */
  cancel(orderId: string, as: Viewer): Promise<Data>;
  /** Waits until the order has this status. */
  reaches(orderId: string, status: string): Promise<unknown>;
}

export const newCustomer = () => customer(randomUUID());

type OrdersVariables = Omit<OrdersConfig, keyof SubgraphConfig | 'PRODUCTS_URL'>;

const ordersVariables: OrdersVariables = {
  PAYMENT_DEADLINE_SECONDS: 900,
  RETURN_DAYS: 30,
  SHOP_COUNTRY: 'DE',
  TAX_RATES: {},
  SHIPPING_RATES: {},
};

/** Starts orders with a products stub beside it. */
export async function startOrders(variables: Partial<OrdersVariables> = {}): Promise<RunningOrders> {
  await using resources = new AsyncDisposableStack();
  const products = resources.use(await startProductsStub(catalogue));
  let service: Service | undefined;
  let another: (() => Promise<Service>) | undefined;
  const subgraph = resources.use(
    await startTestSubgraph(
      'orders',
      async (config: OrdersConfig, overrides: ServiceOverrides) => {
        products.secret = config.GATEWAY_SIGNING_SECRET;
        another = () => createOrders(config, overrides);
        service = await another();
        return service;
      },
      { ...ordersVariables, PRODUCTS_URL: products.url, ...variables },
    ),
  );
  if (service === undefined || another === undefined) throw new Error('the service was not created');
  const owned = resources.move();
  return {
    ...subgraph,
    products,
    service,
    another,
    async place(as) {
      const items = [
        { productId: kettle, quantity: 2 },
        { productId: teapot, quantity: 1 },
      ];
      const input = { items, shippingAddress: address, idempotencyKey: randomUUID() };
      const { placeOrder } = await subgraph.query(PLACE_ORDER, { input }, as);
      return placeOrder.order.id;
    },
    async cancel(orderId, as) {
      const input = { orderId, idempotencyKey: randomUUID() };
      return (await subgraph.query(CANCEL_ORDER, { input }, as)).cancelOrder;
    },
    reaches: (orderId, status) =>
      eventually(`order ${orderId} is ${status}`, async () => {
        const text = 'SELECT 1 FROM orders WHERE id = $1 AND status = $2';
        return (await subgraph.database.query({ text, values: [orderId, status] })).rowCount === 1;
      }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
