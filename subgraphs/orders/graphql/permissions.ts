import { allow, type RuleTree, signedIn } from '#platform/subgraph/shield.ts';

/** Whose order or cart it is, is in the SQL. */
export const permissions: RuleTree = {
  Query: { order: signedIn, cart: allow },
  Mutation: { placeOrder: signedIn, cancelOrder: signedIn, addToCart: allow, updateCartItem: allow },
  Order: { '*': signedIn },
  OrderItem: { '*': allow },
  OrderStatusChange: { '*': allow },
  Product: { id: allow },
  // Null for those whom they do not concern.
  User: { id: allow, orders: allow },
  OrderConnection: { '*': allow },
  OrderEdge: { '*': allow },
  PageInfo: { '*': allow },
  Cart: { '*': allow },
  CartItem: { '*': allow },
  Money: { '*': allow },
  Address: { '*': allow },
  PlaceOrderSuccess: { '*': allow },
  CancelOrderSuccess: { '*': allow },
  AddToCartSuccess: { '*': allow },
  UpdateCartItemSuccess: { '*': allow },
  InvalidInput: { '*': allow },
  InvalidField: { '*': allow },
  ProductNotFound: { '*': allow },
  MixedCurrencies: { '*': allow },
  CartNotFound: { '*': allow },
  EmptyCart: { '*': allow },
  OrderNotFound: { '*': allow },
  OrderNotCancellable: { '*': allow },
  IdempotencyKeyReused: { '*': allow },
  InProgress: { '*': allow },
};
