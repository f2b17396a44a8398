import { isStaff, isUser } from '#platform/security/viewer.ts';
import { connectionOf } from '#platform/subgraph/connection.ts';
import { CurrencyCode, DateTime, Decimal, moneyResolvers } from '#platform/subgraph/scalars.ts';
import { idOrNone } from '#platform/subgraph/user-errors.ts';
import { listOrders } from '../order/list-orders.ts';
import type { Resolvers } from './generated.ts';
import { cancelOrder } from './mutations/cancel-order.ts';
import {
  addToCart,
  applyCoupon,
  clearCart,
  mergeCarts,
  removeCoupon,
  removeFromCart,
  updateCartItem,
} from './mutations/change-cart.ts';
import { createPromotion } from './mutations/create-promotion.ts';
import { endPromotion } from './mutations/end-promotion.ts';
import { placeOrder } from './mutations/place-order.ts';
import { refundOrder } from './mutations/refund-order.ts';
import { returnItems } from './mutations/return-items.ts';
import { updatePromotion } from './mutations/update-promotion.ts';
import { orderKey, readOrderFilter, readOrderPage } from './read-order-filter.ts';
import { cart, cartItemResolvers, cartResolvers, myCart } from './types/cart.ts';
import { promotionResolvers, promotions } from './types/promotion.ts';

const productOf = ({ productId }: { productId: string }) => ({ __typename: 'Product' as const, id: productId });

export const resolvers: Resolvers = {
  DateTime,
  Decimal,
  CurrencyCode,
  Money: moneyResolvers,
  Query: {
    order: (_parent, { id }, { loaders }) => loaders.order.load(id),
    async orders(_parent, args, { database }) {
      const { first, after } = readOrderPage(args);
      return connectionOf(await listOrders(database, readOrderFilter(args), first + 1, after), first, orderKey);
    },
    cart,
    myCart,
    promotions,
  },
  Mutation: {
    placeOrder,
    cancelOrder,
    returnItems,
    refundOrder,
    addToCart,
    updateCartItem,
    removeFromCart,
    clearCart,
    mergeCarts,
    applyCoupon,
    removeCoupon,
    createPromotion,
    updatePromotion,
    endPromotion,
  },
  Order: {
    __resolveReference: ({ id }, { loaders }) => loaders.order.load(id),
    items: ({ id }, _args, { loaders }) => loaders.items.load(id),
    history: ({ id }, _args, { loaders }) => loaders.history.load(id),
    returns: ({ id }, _args, { loaders }) => loaders.returns.load(id),
    refunds: ({ id }, _args, { loaders }) => loaders.refunds.load(id),
    customer: ({ customerId }) => ({ __typename: 'User', id: customerId }),
  },
  OrderReturn: {
    // A return's refund has the return's id.
    refund: async ({ id, orderId }, _args, { loaders }) =>
      (await loaders.refunds.load(orderId)).find((refund) => refund.id === id) ?? null,
  },
  OrderReturnLine: { product: productOf },
  OrderItem: {
    product: productOf,
    total: ({ quantity, unitPrice }) => ({ ...unitPrice, amountMinor: unitPrice.amountMinor * BigInt(quantity) }),
  },
  Cart: cartResolvers,
  CartItem: cartItemResolvers,
  Promotion: promotionResolvers,
  User: {
    __resolveReference: ({ id }) => ({ __typename: 'User', id }),
    async orders({ id }, args, { viewer, database }) {
      if (!isUser(viewer, id) && !isStaff(viewer)) return null;
      const { first, after } = readOrderPage(args);
      const rows = await listOrders(database, { customerId: idOrNone(id) }, first + 1, after);
      return connectionOf(rows, first, orderKey);
    },
  },
};
