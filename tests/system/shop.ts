import { randomUUID } from 'node:crypto';
import { eventually } from '#platform/testkit/eventually.ts';
import type { Data, GraphClient } from './graph-client.ts';

export interface Account {
  id: string;
  email: string;
  token: string;
  refreshToken: string;
}

export const ADMIN = { email: 'admin@agora.test', password: 'admin-demo-password' };

const SESSION = 'user { id email } session { accessToken refreshToken expiresAt }';

export async function logIn(graph: GraphClient, email: string, password: string): Promise<Account> {
  const { login } = await graph.query(
    `mutation ($input: LoginInput!) { login(input: $input) { ... on LoginSuccess { ${SESSION} } ... on UserError { code } } }`,
    { input: { email, password } },
  );
  const { user, session } = login;
  return { id: user.id, email, token: session.accessToken, refreshToken: session.refreshToken };
}

export async function registerCustomer(graph: GraphClient, name = 'Ada Lovelace'): Promise<Account> {
  const email = `${randomUUID()}@agora.test`;
  const { register } = await graph.query(
    `mutation ($input: RegisterInput!) { register(input: $input) { ... on RegisterSuccess { ${SESSION} } ... on UserError { code message } } }`,
    { input: { email, password: 'correct horse battery', name } },
  );
  const { user, session } = register;
  return { id: user.id, email, token: session.accessToken, refreshToken: session.refreshToken };
}

/** A new product at 19.99 EUR, unless told otherwise. */
export async function createProduct(
  graph: GraphClient,
  admin: Account,
  { stock, price = { amount: '19.99', currency: 'EUR' } }: { stock: number; price?: Data },
): Promise<{ id: string; slug: string }> {
  const slug = `lamp-${randomUUID()}`;
  const input = { name: `Lamp ${slug}`, slug, description: 'Gives light.', price, initialStock: stock };
  const { createProduct } = await graph.query(
    `mutation ($input: CreateProductInput!) {
      createProduct(input: $input) { ... on CreateProductSuccess { product { id slug } } ... on UserError { code message } }
    }`,
    { input },
    admin.token,
  );
  return createProduct.product;
}

export const availableOf = async (graph: GraphClient, id: string): Promise<number> =>
  (await graph.query('query ($id: ID!) { product(id: $id) { stock { available } } }', { id })).product.stock.available;

export const addressIn = (postalCode: string) => ({
  name: 'Ada Lovelace',
  street: 'Ringstraße 1',
  city: 'Wien',
  postalCode,
  country: 'AT',
});

const PLACE = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on PlaceOrderSuccess { order { id status paymentStatus total { amount currency } items { quantity } } }
    ... on UserError { code message }
    ... on InvalidInput { fields { path message } }
  }
}`;

export interface Placement {
  items?: { productId: string; quantity: number }[];
  cartId?: string;
  postalCode?: string;
  idempotencyKey?: string;
}

/** Places an order and gives the whole result, success or not. */
export async function place(graph: GraphClient, by: Account, placement: Placement): Promise<Data> {
  const { postalCode = '1010', idempotencyKey = randomUUID(), ...rest } = placement;
  const input = { ...rest, shippingAddress: addressIn(postalCode), idempotencyKey };
  return (await graph.query(PLACE, { input }, by.token)).placeOrder;
}

const PAY = `mutation ($input: PayOrderInput!) {
  payOrder(input: $input) {
    __typename
    ... on PayOrderSuccess { order { id } payment { id status amount { amount currency } } }
    ... on PaymentDeclined { retryable payment { id status } }
    ... on UserError { code message }
    ... on InvalidInput { fields { path message } }
  }
}`;

/** Pays, and gives the whole result: success, refusal or that the payment is not open yet. */
export async function askToPay(
  graph: GraphClient,
  by: Account,
  orderId: string,
  paymentToken = 'tok_visa',
  idempotencyKey: string = randomUUID(),
): Promise<Data> {
  const input = { orderId, method: 'CARD', paymentToken, idempotencyKey };
  return (await graph.query(PAY, { input }, by.token)).payOrder;
}

/** Pays, and asks again with the same key, as a client does, until the payment is open. */
export async function pay(
  graph: GraphClient,
  by: Account,
  orderId: string,
  paymentToken = 'tok_visa',
  idempotencyKey: string = randomUUID(),
): Promise<Data> {
  return eventually('the payment is open', async () => {
    const answer = await askToPay(graph, by, orderId, paymentToken, idempotencyKey);
    return answer.__typename === 'PaymentNotOpenYet' ? undefined : answer;
  });
}

const CANCEL = `mutation ($input: CancelOrderInput!) {
  cancelOrder(input: $input) { __typename ... on CancelOrderSuccess { order { status } } ... on UserError { code message } }
}`;

export async function cancel(
  graph: GraphClient,
  by: Account,
  orderId: string,
  idempotencyKey: string = randomUUID(),
): Promise<Data> {
  return (await graph.query(CANCEL, { input: { orderId, idempotencyKey } }, by.token)).cancelOrder;
}

const ORDER = `query ($id: ID!) {
  order(id: $id) {
    id status paymentStatus
    total { amount currency }
    items { product { id name } quantity unitPrice { amount } total { amount } }
    shippingAddress { name street city state postalCode country }
    customer { id name }
    payments { status amount { amount } }
    shipment { status trackingNumber }
    history { status at }
  }
}`;

export const orderOf = async (graph: GraphClient, by: Account, id: string): Promise<Data> =>
  (await graph.query(ORDER, { id }, by.token)).order;

/** Waits until the order has this status, with every payment and parcel at rest as well, and gives it. */
export const orderWith = (graph: GraphClient, by: Account, id: string, status: string, paymentStatus?: string) =>
  eventually(`order ${id} is ${status} ${paymentStatus ?? ''}`, async () => {
    const order = await orderOf(graph, by, id);
    return order.status === status && (paymentStatus === undefined || order.paymentStatus === paymentStatus)
      ? order
      : undefined;
  });

/** Every update of an order from its first on, with fields from five subgraphs. */
export const WATCH_ORDER = `subscription ($id: ID!, $after: String) {
  orderUpdated(orderId: $id, after: $after) {
    cursor occurredAt status
    order { status paymentStatus total { amount } customer { name } shipment { trackingNumber } items { product { name } } }
  }
}`;
