import { z } from 'zod';
import { isStaff, isUser } from '#platform/security/viewer.ts';
import { connectionOf, pageOf } from '#platform/subgraph/connection.ts';
import { CurrencyCode, DateTime, Decimal, moneyResolvers } from '#platform/subgraph/scalars.ts';
import { idOrNone } from '#platform/subgraph/user-errors.ts';
import { findCart, readItems } from '../cart/cart-store.ts';
import { listOrders } from '../order/order-view.ts';
import type { Resolvers } from './generated.ts';
import { cancelOrder } from './mutations/cancel-order.ts';
import { addToCart, updateCartItem } from './mutations/change-cart.ts';
import { placeOrder } from './mutations/place-order.ts';
import { customerIdOrNull } from './viewer-id.ts';

const orderCursor = z.tuple([z.iso.datetime(), z.uuid()]);

const productOf = ({ productId }: { productId: string }) => ({ __typename: 'Product' as const, id: productId });

export const resolvers: Resolvers = {
  DateTime,
  Decimal,
  CurrencyCode,
  Money: moneyResolvers,
  Query: {
    order: (_parent, { id }, { loaders }) => loaders.order.load(id),
    cart: async (_parent, { id }, { database, viewer }) =>
      (await findCart(database, idOrNone(id), customerIdOrNull(viewer))) ?? null,
  },
  Mutation: { placeOrder, cancelOrder, addToCart, updateCartItem },
  Order: {
    __resolveReference: ({ id }, { loaders }) => loaders.order.load(id),
    items: ({ id }, _args, { loaders }) => loaders.items.load(id),
    history: ({ id }, _args, { loaders }) => loaders.history.load(id),
    customer: ({ customerId }) => ({ __typename: 'User', id: customerId }),
  },
  OrderItem: {
    product: productOf,
    total: ({ quantity, unitPrice }) => ({ ...unitPrice, amountMinor: unitPrice.amountMinor * BigInt(quantity) }),
  },
  Cart: { items: ({ id }, _args, { database }) => readItems(database, id) },
  CartItem: { product: productOf },
  User: {
    __resolveReference: ({ id }) => ({ __typename: 'User', id }),
    async orders({ id }, args, { viewer, database }) {
      if (!isUser(viewer, id) && !isStaff(viewer)) return null;
      const { first, after } = pageOf(args, orderCursor);
      const place = after === undefined ? undefined : { placedAt: after[0], id: after[1] };
      const rows = await listOrders(database, idOrNone(id), first + 1, place);
      return connectionOf(rows, first, (order) => [order.placedAt.toISOString(), order.id]);
    },
  },
};
