import { guest, type Viewer } from '#platform/security/viewer.ts';
import type { Data, TestSubgraph } from '#platform/testkit/test-subgraph.ts';

const CART = 'id version coupon items { product { id } quantity }';

const ERRORS = '... on UserError { code } ... on InvalidInput { fields { path } }';
const PRODUCT = '... on ProductNotFound { productId }';
const COUPON = '... on CouponNotApplicable { coupon reason }';

/** Carts as clients use them. */
export function cartsOf(orders: TestSubgraph) {
  /** @param errors what is read of those that only this mutation has */
  const mutation = (name: string, errors = '') => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const text = `mutation ($input: ${type}Input!) {
      ${name}(input: $input) { __typename ... on ${type}Success { cart { ${CART} } } ... on Conflict { cart { ${CART} } } ${ERRORS} ${errors} }
    }`;
    return async (input: object, as: Viewer = guest): Promise<Data> => (await orders.query(text, { input }, as))[name];
  };
  return {
    add: mutation('addToCart', PRODUCT),
    update: mutation('updateCartItem', PRODUCT),
    remove: mutation('removeFromCart'),
    clear: mutation('clearCart'),
    merge: mutation('mergeCarts'),
    applyCoupon: mutation('applyCoupon', COUPON),
    removeCoupon: mutation('removeCoupon'),
    /** The cart, with these fields. */
    read: async (id: string, as: Viewer = guest, fields = CART): Promise<Data> =>
      (await orders.query(`query ($id: ID!) { cart(id: $id) { ${fields} } }`, { id }, as)).cart,
    mine: async (as: Viewer, fields = CART): Promise<Data> =>
      (await orders.query(`{ myCart { ${fields} } }`, {}, as)).myCart,
  };
}

/** An item as it is shown. */
export const item = (id: string, quantity: number) => ({ product: { id }, quantity });
