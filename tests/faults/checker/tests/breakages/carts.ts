import { ADA, ADOPTED, added, BEN, CARTS, COMPLETED, contested, HISTORY } from '../good-shop.ts';
import type { Breakage } from './breakage.ts';

export const cartsBreakages: Breakage[] = [
  {
    is: 'something that was put into a cart and is nowhere',
    in: 'orders',
    sql: `DELETE FROM cart_items WHERE cart_id = '${CARTS.ada}'`,
    says: `something was lost of product`,
  },
  {
    is: 'something lost by a merge',
    in: 'orders',
    sql: `DELETE FROM cart_items WHERE cart_id = '${CARTS.ben}'`,
    says: `in the carts of ${BEN}: 1 were acknowledged`,
  },
  {
    is: 'something that nobody has put into a cart',
    in: 'orders',
    sql: `UPDATE cart_items SET quantity = 5 WHERE cart_id = '${CARTS.nobody}'`,
    says: `something came from nowhere of product`,
  },
  {
    is: 'an order without what its cart had',
    other: { history: [...HISTORY, added(-4, ADA, CARTS.ada, 5)] },
    says: `order ${COMPLETED} has 2`,
  },
  {
    is: 'an order without its coupon',
    in: 'orders',
    sql: `UPDATE order_events SET data = data - 'breakdown' WHERE order_id = '${ADOPTED}'`,
    says: `order ${ADOPTED}: its cart ${CARTS.gus} had a coupon`,
  },
  {
    is: 'two changes that expected the same version, and were both made',
    other: { history: [...HISTORY, contested(ADA, CARTS.ada, 1, 3)] },
    says: `cart ${CARTS.ada}: 2 changes that expected version 1 were made`,
  },
  {
    is: 'a change that led beyond the next version',
    other: { history: [...HISTORY, contested(ADA, CARTS.ada, 4, 6)] },
    says: 'a change of version 4 led to 6',
  },
  {
    is: 'two changes that expected the same version, of which none was made',
    other: { history: [...HISTORY, contested(BEN, CARTS.ben, 1), contested(BEN, CARTS.ben, 1)] },
    says: `cart ${CARTS.ben}: 2 changes that expected version 1 were refused`,
  },
  {
    is: 'two changes that led to one version',
    other: { history: [...HISTORY, added(4, ADA, CARTS.ada, 4)] },
    says: `cart ${CARTS.ada}: its changes led to the versions`,
  },
  {
    is: 'a cart that has gone back',
    in: 'orders',
    sql: `UPDATE carts SET version = 3 WHERE id = '${CARTS.ada}'`,
    says: `cart ${CARTS.ada}: it stands at version 3 after 3 changes and 1 orders`,
  },
  {
    is: 'a cart that is gone',
    in: 'orders',
    sql: `DELETE FROM carts WHERE id = '${CARTS.nobody}'`,
    says: `cart ${CARTS.nobody}: it was acknowledged, and is not there`,
  },
];
