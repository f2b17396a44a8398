import type { Mutation } from './shop-client.ts';

const ADDRESS = { name: 'Ada Lovelace', street: 'Ringstraße 1', city: 'Wien', postalCode: '1010', country: 'AT' };

const mutationOf = (op: string, input: string, selection: string) =>
  `mutation ($input: ${input}!) { ${op}(input: $input) { __typename ${selection} ... on UserError { code } } }`;

const PLACE = mutationOf('placeOrder', 'PlaceOrderInput', '... on PlaceOrderSuccess { order { id status } }');
const PAY = mutationOf('payOrder', 'PayOrderInput', '... on PayOrderSuccess { order { id } payment { id status } }');
const CANCEL = mutationOf('cancelOrder', 'CancelOrderInput', '... on CancelOrderSuccess { order { id status } }');
const RETURN = mutationOf('returnItems', 'ReturnItemsInput', '... on ReturnItemsSuccess { order { id status } }');
const CREATE = mutationOf('createProduct', 'CreateProductInput', '... on CreateProductSuccess { product { id } }');
const ADJUST = mutationOf('adjustStock', 'AdjustStockInput', '... on AdjustStockSuccess { product { id } }');

export interface OrderLine {
  productId: string;
  quantity: number;
}

export const placeOrder = (items: readonly OrderLine[], idempotencyKey: string): Mutation => ({
  op: 'placeOrder',
  query: PLACE,
  input: { items, shippingAddress: ADDRESS, idempotencyKey },
});

/** What an order is paid with; the sandbox provider's tokens say what comes of it. */
export interface Means {
  method: 'CARD' | 'BANK_TRANSFER';
  token: string;
}

export const GOOD_CARD: Means = { method: 'CARD', token: 'tok_visa' };

export const payOrder = (orderId: string, { method, token }: Means, idempotencyKey: string): Mutation => ({
  op: 'payOrder',
  query: PAY,
  input: { orderId, method, paymentToken: token, idempotencyKey },
});

export const cancelOrder = (orderId: string, idempotencyKey: string): Mutation => ({
  op: 'cancelOrder',
  query: CANCEL,
  input: { orderId, idempotencyKey },
});

/** Sends one unit of a product back. */
export const returnItems = (orderId: string, productId: string, idempotencyKey: string): Mutation => ({
  op: 'returnItems',
  query: RETURN,
  input: { orderId, lines: [{ productId, quantity: 1 }], reason: 'too large', idempotencyKey },
});

export const createProduct = (slug: string, amount: string, initialStock: number): Mutation => ({
  op: 'createProduct',
  query: CREATE,
  input: { name: `Product ${slug}`, slug, description: '', price: { amount, currency: 'EUR' }, initialStock },
});

export const adjustStock = (productId: string, delta: number, idempotencyKey: string): Mutation => ({
  op: 'adjustStock',
  query: ADJUST,
  input: { productId, delta, reason: 'restocked', idempotencyKey },
});

export const ORDER_STATUS = 'query ($id: ID!) { order(id: $id) { id status paymentStatus } }';

export const READS = {
  catalogue:
    'query ($first: Int!) { products(first: $first, sort: NEWEST) { nodes { id name price { amount } stock { available } } } }',
  product: 'query ($id: ID!) { product(id: $id) { id name price { amount } stock { available } } }',
  order: `query ($id: ID!) {
    order(id: $id) { id status items { name quantity product { id } } payments { status } shipment { status } history { status at } }
  }`,
};
