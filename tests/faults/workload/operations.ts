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

const PROMOTE = mutationOf(
  'createPromotion',
  'CreatePromotionInput',
  '... on CreatePromotionSuccess { promotion { id } }',
);

const cartOf = (success: string) => `... on ${success} { cart { id version } } ... on Conflict { cart { id version } }`;
const ADD = mutationOf('addToCart', 'AddToCartInput', cartOf('AddToCartSuccess'));
const APPLY = mutationOf('applyCoupon', 'ApplyCouponInput', cartOf('ApplyCouponSuccess'));
const MERGE = mutationOf('mergeCarts', 'MergeCartsInput', cartOf('MergeCartsSuccess'));

const START_GUEST = `mutation {
  startGuestSession {
    __typename ... on StartGuestSessionSuccess { guestId session { accessToken refreshToken } } ... on UserError { code }
  }
}`;
const SIGNED_IN = 'user { id } session { accessToken }';
const REGISTER = mutationOf('register', 'RegisterInput', `... on RegisterSuccess { ${SIGNED_IN} }`);
const LOG_IN = mutationOf('login', 'LoginInput', `... on LoginSuccess { ${SIGNED_IN} }`);

export interface OrderLine {
  productId: string;
  quantity: number;
}

export const placeOrder = (items: readonly OrderLine[], idempotencyKey: string): Mutation => ({
  op: 'placeOrder',
  query: PLACE,
  input: { items, shippingAddress: ADDRESS, idempotencyKey },
});

/** Orders what a cart holds. */
export const placeOrderFrom = (cartId: string, idempotencyKey: string): Mutation => ({
  op: 'placeOrder',
  query: PLACE,
  input: { cartId, shippingAddress: ADDRESS, idempotencyKey },
});

/** A cart as its client knows it. */
export interface KnownCart {
  id: string;
  version: number;
}

/** @param at where the cart has to stand; without it the client's open cart is meant, wherever it stands */
export const addToCart = ({ productId, quantity }: OrderLine, at?: KnownCart): Mutation => ({
  op: 'addToCart',
  query: ADD,
  input: { productId, quantity, ...(at === undefined ? {} : { cartId: at.id, expectedVersion: at.version }) },
});

export const applyCoupon = (cartId: string, code: string): Mutation => ({
  op: 'applyCoupon',
  query: APPLY,
  input: { cartId, code },
});

export const mergeCarts = (guestCartId: string): Mutation => ({
  op: 'mergeCarts',
  query: MERGE,
  input: { guestCartId },
});

export const createPromotion = (code: string, basisPoints: number): Mutation => ({
  op: 'createPromotion',
  query: PROMOTE,
  input: { name: code, code, basisPoints },
});

export const startGuestSession: Mutation = { op: 'startGuestSession', query: START_GUEST, input: {} };

export interface Account {
  email: string;
  password: string;
}

/** @param guestRefreshToken of the guest that somebody was until now */
export const register = (account: Account, guestRefreshToken?: string): Mutation => ({
  op: 'register',
  query: REGISTER,
  input: { ...account, name: 'Ada Lovelace', ...(guestRefreshToken === undefined ? {} : { guestRefreshToken }) },
});

export const logIn = (account: Account, guestRefreshToken: string): Mutation => ({
  op: 'login',
  query: LOG_IN,
  input: { ...account, guestRefreshToken },
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

export const MY_CART = 'query { myCart { id items { quantity } } }';

export const READS = {
  catalogue:
    'query ($first: Int!) { products(first: $first, sort: NEWEST) { nodes { id name price { amount } stock { available } } } }',
  cart: 'query ($id: ID!) { cart(id: $id) { id version items { quantity } } }',
  product: 'query ($id: ID!) { product(id: $id) { id name price { amount } stock { available } } }',
  order: `query ($id: ID!) {
    order(id: $id) { id status items { name quantity product { id } } payments { status } shipment { status } history { status at } }
  }`,
};
