// generated from subgraphs/orders/schema.graphql by schema/tools/generate-types.ts
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { OrderView, OrderItemView, MoneyView } from '../order/order-view.ts';
import type { ReturnView, RefundView } from '../return/return-view.ts';
import type { ProductQuantity } from '../order/order-events.ts';
import type { CartView } from '../cart/cart-store.ts';
import type { CartItemView } from './types/cart.ts';
import type { PromotionView } from './types/promotion.ts';
import type { OrdersContext } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant, ISO 8601 in UTC. */
  DateTime: { input: Date; output: Date; }
  /** An exact decimal number as a string: "1299.99". */
  Decimal: { input: string; output: string; }
  /** ISO 4217: "EUR". */
  CurrencyCode: { input: string; output: string; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type Query = {
  __typename?: 'Query';
  /** An order of the signed-in customer; any order for staff. */
  order?: Maybe<Order>;
  /** Everybody's orders, newest first; for staff. */
  orders: OrderConnection;
  /** A customer's cart for that customer; a guest's cart for whoever knows its id. */
  cart?: Maybe<Cart>;
  /** The viewer's open cart, also a guest session's; null before the first product is put in, and for everybody else. */
  myCart?: Maybe<Cart>;
  /** All promotions, the newest first; for staff. */
  promotions: PromotionConnection;
};


export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrdersArgs = {
  filter?: InputMaybe<OrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCartArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPromotionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Accepts the order; stock is reserved right after, and the order then awaits its payment. */
  placeOrder: PlaceOrderResult;
  /** An order of the signed-in customer; any order for staff. Possible until the parcel has left. */
  cancelOrder: CancelOrderResult;
  /** Takes lines of a delivered order back; what was paid for them is refunded. */
  returnItems: ReturnItemsResult;
  /** Gives money of an order back, without goods; for staff. */
  refundOrder: RefundOrderResult;
  /** Puts more of a product into a cart; without `cartId` into the viewer's open one, or for a guest without a session into a new one that its id stands for. */
  addToCart: AddToCartResult;
  /** Sets how many of a product a cart holds; 0 takes it out. */
  updateCartItem: UpdateCartItemResult;
  /** Takes all of a product out of a cart, if it is in it. */
  removeFromCart: RemoveFromCartResult;
  /** Takes everything out of a cart, the coupon too. */
  clearCart: ClearCartResult;
  /** Puts what a guest's cart holds into the viewer's open one; the guest's is no more. */
  mergeCarts: MergeCartsResult;
  /** Puts a coupon to a cart, in place of another one. Whether the cart is one that the coupon fits, `Cart.problems` says. */
  applyCoupon: ApplyCouponResult;
  removeCoupon: RemoveCouponResult;
  createPromotion: CreatePromotionResult;
  /** For the orders to come; those that were placed cost what they cost. */
  updatePromotion: UpdatePromotionResult;
  /** Orders are no longer cheaper by it from now on. */
  endPromotion: EndPromotionResult;
};


export type MutationPlaceOrderArgs = {
  input: PlaceOrderInput;
};


export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};


export type MutationReturnItemsArgs = {
  input: ReturnItemsInput;
};


export type MutationRefundOrderArgs = {
  input: RefundOrderInput;
};


export type MutationAddToCartArgs = {
  input: AddToCartInput;
};


export type MutationUpdateCartItemArgs = {
  input: UpdateCartItemInput;
};


export type MutationRemoveFromCartArgs = {
  input: RemoveFromCartInput;
};


export type MutationClearCartArgs = {
  input: ClearCartInput;
};


export type MutationMergeCartsArgs = {
  input: MergeCartsInput;
};


export type MutationApplyCouponArgs = {
  input: ApplyCouponInput;
};


export type MutationRemoveCouponArgs = {
  input: RemoveCouponInput;
};


export type MutationCreatePromotionArgs = {
  input: CreatePromotionInput;
};


export type MutationUpdatePromotionArgs = {
  input: UpdatePromotionInput;
};


export type MutationEndPromotionArgs = {
  input: EndPromotionInput;
};

export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  items: Array<OrderItem>;
  total: Money;
  /** What the total is made of; null for orders from before that was kept. */
  breakdown?: Maybe<OrderBreakdown>;
  shippingAddress: Address;
  customer?: Maybe<User>;
  /** Every status that the order has had, oldest first. */
  history: Array<OrderStatusChange>;
  placedAt: Scalars['DateTime']['output'];
  /** Until then stock is held and the order can be paid; null unless it awaits its payment. */
  paymentDueAt?: Maybe<Scalars['DateTime']['output']>;
  /** What was returned, and what has never left; oldest first. */
  returns: Array<OrderReturn>;
  refunds: Array<OrderRefund>;
  /** What can still be refunded: what was paid, less the refunds that were made or are under way. */
  refundable: Money;
};

/** total = subtotal - discount + shipping + tax */
export type OrderBreakdown = {
  __typename?: 'OrderBreakdown';
  subtotal: Money;
  discount: Money;
  shipping: Money;
  tax: Money;
};

export type OrderStatus =
  /** Accepted; stock is being reserved. */
  | 'PENDING'
  | 'AWAITING_PAYMENT'
  | 'AWAITING_SHIPMENT'
  | 'COMPLETED'
  | 'CANCELLED_NO_STOCK'
  | 'PAYMENT_FAILED'
  | 'CANCELLED'
  | 'SHIPMENT_FAILED';

export type PaymentStatus =
  | 'UNPAID'
  | 'AUTHORIZED'
  | 'CAPTURED'
  | 'VOIDED'
  | 'FAILED'
  | 'PARTIALLY_REFUNDED'
  | 'REFUNDED';

export type OrderItem = {
  __typename?: 'OrderItem';
  product?: Maybe<Product>;
  /** The product's name when it was ordered. */
  name: Scalars['String']['output'];
  quantity: Scalars['Int']['output'];
  unitPrice: Money;
  total: Money;
};

export type OrderStatusChange = {
  __typename?: 'OrderStatusChange';
  status: OrderStatus;
  at: Scalars['DateTime']['output'];
  /** Why, where somebody has said so. */
  reason?: Maybe<Scalars['String']['output']>;
};

export type OrderReturn = {
  __typename?: 'OrderReturn';
  id: Scalars['ID']['output'];
  kind: OrderReturnKind;
  lines: Array<OrderReturnLine>;
  /** What is given back for it. */
  amount: Money;
  reason?: Maybe<Scalars['String']['output']>;
  /** Null where nothing was left to give back. */
  refund?: Maybe<OrderRefund>;
  at: Scalars['DateTime']['output'];
  /** When its goods were in stock again; null until then. */
  restockedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type OrderReturnKind =
  /** The customer has sent it back. */
  | 'RETURNED'
  /** It has never left: the carrier could not take it. */
  | 'UNDELIVERED';

export type OrderReturnLine = {
  __typename?: 'OrderReturnLine';
  product?: Maybe<Product>;
  quantity: Scalars['Int']['output'];
};

export type OrderRefund = {
  __typename?: 'OrderRefund';
  id: Scalars['ID']['output'];
  status: OrderRefundStatus;
  amount: Money;
  reason?: Maybe<Scalars['String']['output']>;
  /** Why the money could not be given back. */
  failure?: Maybe<Scalars['String']['output']>;
  requestedAt: Scalars['DateTime']['output'];
  settledAt?: Maybe<Scalars['DateTime']['output']>;
};

export type OrderRefundStatus =
  /** On its way to the customer. */
  | 'REQUESTED'
  | 'REFUNDED'
  /** Nothing was given back; staff can ask for it again. */
  | 'FAILED';

export type Product = {
  __typename?: 'Product';
  id: Scalars['ID']['output'];
};

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
  /** Newest first; visible to the user and to staff, null for everybody else. */
  orders?: Maybe<OrderConnection>;
};


export type UserOrdersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type OrderConnection = {
  __typename?: 'OrderConnection';
  edges: Array<OrderEdge>;
  nodes: Array<Order>;
  pageInfo: PageInfo;
};

export type OrderEdge = {
  __typename?: 'OrderEdge';
  cursor: Scalars['String']['output'];
  node: Order;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  endCursor?: Maybe<Scalars['String']['output']>;
};

export type Cart = {
  __typename?: 'Cart';
  id: Scalars['ID']['output'];
  /** Grows with every change; `expectedVersion` of a mutation is compared with it. */
  version: Scalars['Int']['output'];
  items: Array<CartItem>;
  coupon?: Maybe<Scalars['String']['output']>;
  /**
   * What an order of this cart costs now, sent to `country` (ISO 3166-1 alpha-2), or else to where the shop is. Null while it
   * holds nothing that can be ordered, what costs several currencies, or prices cannot be looked up.
   */
  totals?: Maybe<CartTotals>;
  /** What to know before ordering; those of the items are among them. */
  problems: Array<CartProblem>;
  updatedAt: Scalars['DateTime']['output'];
};


export type CartTotalsArgs = {
  country?: InputMaybe<Scalars['String']['input']>;
};

export type CartItem = {
  __typename?: 'CartItem';
  product?: Maybe<Product>;
  quantity: Scalars['Int']['output'];
  /** The present price, without tax; null while it cannot be looked up. */
  unitPrice?: Maybe<Money>;
  /** Of all of them, before discounts and tax. */
  total?: Maybe<Money>;
  problems: Array<CartProblem>;
};

/** total = subtotal - discount + shipping + tax */
export type CartTotals = {
  __typename?: 'CartTotals';
  /** What shipping and tax are computed for. */
  country: Scalars['String']['output'];
  subtotal: Money;
  discount: Money;
  shipping: Money;
  tax: Money;
  total: Money;
  /** What makes the discount: at most one that applies by itself, and at most one by a coupon. */
  promotions: Array<AppliedPromotion>;
};

export type AppliedPromotion = {
  __typename?: 'AppliedPromotion';
  name: Scalars['String']['output'];
  code?: Maybe<Scalars['String']['output']>;
  discount: Money;
};

export type CartProblem = ProductUnavailable | PriceChanged | NotEnoughStock | QuantityCapped | PricesUnavailable | MixedCurrencies | CouponNotApplicable;

/** A product that the catalogue no longer has. It is in no total, and an order of the cart is refused. */
export type ProductUnavailable = UserError & {
  __typename?: 'ProductUnavailable';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  product?: Maybe<Product>;
};

/** In a cart: what a product costs, since it was last put in. Of an order: its total, which is not what was expected. */
export type PriceChanged = UserError & {
  __typename?: 'PriceChanged';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  product?: Maybe<Product>;
  was: Money;
  now: Money;
};

/** Fewer are left than the cart holds. An order of the cart is accepted, and cancelled if no more have come. */
export type NotEnoughStock = UserError & {
  __typename?: 'NotEnoughStock';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  product?: Maybe<Product>;
  available: Scalars['Int']['output'];
};

/** When carts were merged, so many did not fit: a cart holds 999 of a product and 100 products. Told until that product is changed. */
export type QuantityCapped = UserError & {
  __typename?: 'QuantityCapped';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  product?: Maybe<Product>;
  leftOut: Scalars['Int']['output'];
};

/** The catalogue does not answer: prices, stock and totals are missing, the cart is as it was. */
export type PricesUnavailable = UserError & {
  __typename?: 'PricesUnavailable';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type CouponNotApplicable = UserError & {
  __typename?: 'CouponNotApplicable';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  coupon: Scalars['String']['output'];
  reason: CouponReason;
};

export type CouponReason =
  | 'UNKNOWN_CODE'
  | 'NOT_YET_VALID'
  /** Also one that staff has ended. */
  | 'EXPIRED'
  | 'USED_UP'
  | 'USED_BY_CUSTOMER'
  | 'OTHER_CURRENCY'
  | 'BELOW_MINIMUM'
  | 'NO_MATCHING_PRODUCT';

/**
 * What makes orders cheaper: by itself, or by its code. An order gets the one that saves most of those that apply by
 * themselves, and then at most one by code, which takes its share of what is left. One smallest unit of the goods' price
 * always remains.
 */
export type Promotion = {
  __typename?: 'Promotion';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** Null applies by itself. */
  code?: Maybe<Scalars['String']['output']>;
  discount: PromotionDiscount;
  /** What the goods of an order must cost at least, before discounts. */
  minimum?: Maybe<Money>;
  /** Only products of this category become cheaper. */
  categoryId?: Maybe<Scalars['ID']['output']>;
  perCustomerLimit?: Maybe<Scalars['Int']['output']>;
  totalLimit?: Maybe<Scalars['Int']['output']>;
  validFrom: Scalars['DateTime']['output'];
  validUntil?: Maybe<Scalars['DateTime']['output']>;
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders that it made cheaper, without those that ended unfulfilled. */
  uses: Scalars['Int']['output'];
};

export type PromotionDiscount = PercentageDiscount | FixedDiscount;

export type PercentageDiscount = {
  __typename?: 'PercentageDiscount';
  /** In hundredths of a percent: 1500 is 15 %. */
  basisPoints: Scalars['Int']['output'];
};

/** Off the whole order; at most what its goods cost. */
export type FixedDiscount = {
  __typename?: 'FixedDiscount';
  amount: Money;
};

export type PromotionConnection = {
  __typename?: 'PromotionConnection';
  edges: Array<PromotionEdge>;
  nodes: Array<Promotion>;
  pageInfo: PageInfo;
};

export type PromotionEdge = {
  __typename?: 'PromotionEdge';
  cursor: Scalars['String']['output'];
  node: Promotion;
};

export type Money = {
  __typename?: 'Money';
  amount: Scalars['Decimal']['output'];
  currency: Scalars['CurrencyCode']['output'];
};

export type MoneyInput = {
  amount: Scalars['Decimal']['input'];
  currency: Scalars['CurrencyCode']['input'];
};

export type Address = {
  __typename?: 'Address';
  name: Scalars['String']['output'];
  street: Scalars['String']['output'];
  city: Scalars['String']['output'];
  state?: Maybe<Scalars['String']['output']>;
  postalCode: Scalars['String']['output'];
  /** ISO 3166-1 alpha-2. */
  country: Scalars['String']['output'];
};

export type AddressInput = {
  name: Scalars['String']['input'];
  street: Scalars['String']['input'];
  city: Scalars['String']['input'];
  state?: InputMaybe<Scalars['String']['input']>;
  postalCode: Scalars['String']['input'];
  /** ISO 3166-1 alpha-2. */
  country: Scalars['String']['input'];
};

/** Exactly one of `items` and `cartId`. */
export type PlaceOrderInput = {
  items?: InputMaybe<Array<OrderItemInput>>;
  cartId?: InputMaybe<Scalars['ID']['input']>;
  /** For `items`; a cart has its own. */
  couponCode?: InputMaybe<Scalars['String']['input']>;
  /** Another total answers PriceChanged and places nothing. */
  expectedTotal?: InputMaybe<MoneyInput>;
  shippingAddress: AddressInput;
  idempotencyKey: Scalars['String']['input'];
};

export type OrderItemInput = {
  productId: Scalars['ID']['input'];
  /** From 1 to 999. */
  quantity: Scalars['Int']['input'];
};

export type CancelOrderInput = {
  orderId: Scalars['ID']['input'];
  /** Staff have to give one. */
  reason?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['String']['input'];
};

export type ReturnItemsInput = {
  orderId: Scalars['ID']['input'];
  lines: Array<ReturnLineInput>;
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ReturnLineInput = {
  productId: Scalars['ID']['input'];
  /** From 1 to 999. */
  quantity: Scalars['Int']['input'];
};

export type RefundOrderInput = {
  orderId: Scalars['ID']['input'];
  amount: MoneyInput;
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

/** Orders that fit all that is given. */
export type OrderFilter = {
  status?: InputMaybe<Array<OrderStatus>>;
  paymentStatus?: InputMaybe<Array<PaymentStatus>>;
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Inclusive. */
  placedAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Exclusive. */
  placedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** At least so much, in this currency. */
  minTotal?: InputMaybe<MoneyInput>;
};

export type AddToCartInput = {
  cartId?: InputMaybe<Scalars['ID']['input']>;
  productId: Scalars['ID']['input'];
  /** From 1 to 999. */
  quantity: Scalars['Int']['input'];
  /** Where the cart must stand; anything else answers Conflict and changes nothing. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

export type UpdateCartItemInput = {
  cartId: Scalars['ID']['input'];
  productId: Scalars['ID']['input'];
  /** From 0 to 999. */
  quantity: Scalars['Int']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

export type RemoveFromCartInput = {
  cartId: Scalars['ID']['input'];
  productId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

export type ClearCartInput = {
  cartId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

export type MergeCartsInput = {
  guestCartId: Scalars['ID']['input'];
  /** Of the viewer's open cart. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

export type ApplyCouponInput = {
  cartId: Scalars['ID']['input'];
  code: Scalars['String']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

export type RemoveCouponInput = {
  cartId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of `basisPoints` and `amount`; `amount` and `minimum` in one currency. */
export type CreatePromotionInput = {
  name: Scalars['String']['input'];
  /** Of 3 to 40 letters, digits and dashes, in any case; without one the promotion applies by itself. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** From 1 to 10000: 1500 is 15 %. */
  basisPoints?: InputMaybe<Scalars['Int']['input']>;
  amount?: InputMaybe<MoneyInput>;
  minimum?: InputMaybe<MoneyInput>;
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  perCustomerLimit?: InputMaybe<Scalars['Int']['input']>;
  totalLimit?: InputMaybe<Scalars['Int']['input']>;
  /** Now, without it. */
  validFrom?: InputMaybe<Scalars['DateTime']['input']>;
  validUntil?: InputMaybe<Scalars['DateTime']['input']>;
};

/**
 * What is not given stays, and so does the code. Null takes a minimum, a category, a limit or the end away. `basisPoints` or
 * `amount` takes the place of the discount there is.
 */
export type UpdatePromotionInput = {
  promotionId: Scalars['ID']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  /** From 1 to 10000: 1500 is 15 %. */
  basisPoints?: InputMaybe<Scalars['Int']['input']>;
  amount?: InputMaybe<MoneyInput>;
  minimum?: InputMaybe<MoneyInput>;
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  perCustomerLimit?: InputMaybe<Scalars['Int']['input']>;
  /** At least how often it was used; only of a promotion that was made with one. */
  totalLimit?: InputMaybe<Scalars['Int']['input']>;
  validFrom?: InputMaybe<Scalars['DateTime']['input']>;
  validUntil?: InputMaybe<Scalars['DateTime']['input']>;
};

export type EndPromotionInput = {
  promotionId: Scalars['ID']['input'];
};

export type PlaceOrderResult = PlaceOrderSuccess | ProductNotFound | MixedCurrencies | CouponNotApplicable | PriceChanged | CartNotFound | EmptyCart | IdempotencyKeyReused | InProgress | InvalidInput;

export type CancelOrderResult = CancelOrderSuccess | OrderNotFound | OrderNotCancellable | IdempotencyKeyReused | InProgress | InvalidInput;

export type ReturnItemsResult = ReturnItemsSuccess | OrderNotFound | NotReturnable | IdempotencyKeyReused | InProgress | InvalidInput;

export type RefundOrderResult = RefundOrderSuccess | OrderNotFound | RefundTooLarge | IdempotencyKeyReused | InProgress | InvalidInput;

export type AddToCartResult = AddToCartSuccess | CartNotFound | ProductNotFound | Conflict | InvalidInput;

export type UpdateCartItemResult = UpdateCartItemSuccess | CartNotFound | ProductNotFound | Conflict | InvalidInput;

export type RemoveFromCartResult = RemoveFromCartSuccess | CartNotFound | Conflict | InvalidInput;

export type ClearCartResult = ClearCartSuccess | CartNotFound | Conflict | InvalidInput;

export type MergeCartsResult = MergeCartsSuccess | CartNotFound | Conflict | InvalidInput;

export type ApplyCouponResult = ApplyCouponSuccess | CartNotFound | CouponNotApplicable | Conflict | InvalidInput;

export type RemoveCouponResult = RemoveCouponSuccess | CartNotFound | Conflict | InvalidInput;

export type CreatePromotionResult = CreatePromotionSuccess | CodeTaken | InvalidInput;

export type UpdatePromotionResult = UpdatePromotionSuccess | PromotionNotFound | InvalidInput;

export type EndPromotionResult = EndPromotionSuccess | PromotionNotFound;

export type PlaceOrderSuccess = {
  __typename?: 'PlaceOrderSuccess';
  order: Order;
};

/** Before payment the order is cancelled at once; after it, as soon as the carrier has stopped the parcel. */
export type CancelOrderSuccess = {
  __typename?: 'CancelOrderSuccess';
  order: Order;
};

export type ReturnItemsSuccess = {
  __typename?: 'ReturnItemsSuccess';
  order: Order;
  return: OrderReturn;
};

/** The money is on its way; `refund` says whether it has arrived. */
export type RefundOrderSuccess = {
  __typename?: 'RefundOrderSuccess';
  order: Order;
  refund: OrderRefund;
};

export type AddToCartSuccess = {
  __typename?: 'AddToCartSuccess';
  cart: Cart;
};

export type UpdateCartItemSuccess = {
  __typename?: 'UpdateCartItemSuccess';
  cart: Cart;
};

export type RemoveFromCartSuccess = {
  __typename?: 'RemoveFromCartSuccess';
  cart: Cart;
};

export type ClearCartSuccess = {
  __typename?: 'ClearCartSuccess';
  cart: Cart;
};

export type MergeCartsSuccess = {
  __typename?: 'MergeCartsSuccess';
  cart: Cart;
};

export type ApplyCouponSuccess = {
  __typename?: 'ApplyCouponSuccess';
  cart: Cart;
};

export type RemoveCouponSuccess = {
  __typename?: 'RemoveCouponSuccess';
  cart: Cart;
};

export type CreatePromotionSuccess = {
  __typename?: 'CreatePromotionSuccess';
  promotion: Promotion;
};

export type UpdatePromotionSuccess = {
  __typename?: 'UpdatePromotionSuccess';
  promotion: Promotion;
};

export type EndPromotionSuccess = {
  __typename?: 'EndPromotionSuccess';
  promotion: Promotion;
};

/** What a client is expected to handle; `code` is stable, `message` is for people. */
export type UserError = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type InvalidInput = UserError & {
  __typename?: 'InvalidInput';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  fields: Array<InvalidField>;
};

export type InvalidField = {
  __typename?: 'InvalidField';
  /** Where in the input, dotted: `items.0.quantity`. */
  path: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type ProductNotFound = UserError & {
  __typename?: 'ProductNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  productId: Scalars['ID']['output'];
};

/** An order is paid in one currency. */
export type MixedCurrencies = UserError & {
  __typename?: 'MixedCurrencies';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  currencies: Array<Scalars['CurrencyCode']['output']>;
};

export type CartNotFound = UserError & {
  __typename?: 'CartNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

/** The cart is not at the expected version; nothing was changed. */
export type Conflict = UserError & {
  __typename?: 'Conflict';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** As it is. */
  cart: Cart;
};

/** Another promotion has this code, or had it. */
export type CodeTaken = UserError & {
  __typename?: 'CodeTaken';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type PromotionNotFound = UserError & {
  __typename?: 'PromotionNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type EmptyCart = UserError & {
  __typename?: 'EmptyCart';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type OrderNotFound = UserError & {
  __typename?: 'OrderNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type OrderNotCancellable = UserError & {
  __typename?: 'OrderNotCancellable';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  order: Order;
};

/** Nothing was returned. */
export type NotReturnable = UserError & {
  __typename?: 'NotReturnable';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  reason: NotReturnableReason;
  /** How many can still be returned, of each product that was asked for. */
  lines: Array<ReturnableLine>;
};

export type NotReturnableReason =
  /** It is not delivered, or not yet. */
  | 'NOT_COMPLETED'
  | 'RETURN_PERIOD_OVER'
  | 'TOO_MANY_RETURNED';

export type ReturnableLine = {
  __typename?: 'ReturnableLine';
  productId: Scalars['ID']['output'];
  returnable: Scalars['Int']['output'];
};

/** More than was paid and is not refunded yet. */
export type RefundTooLarge = UserError & {
  __typename?: 'RefundTooLarge';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  refundable: Money;
};

/** The key was used before with another input. */
export type IdempotencyKeyReused = UserError & {
  __typename?: 'IdempotencyKeyReused';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

/** A call with this key is still under way: ask again. */
export type InProgress = UserError & {
  __typename?: 'InProgress';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Order: Order;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CartProblem:
    | ( ProductUnavailable & { __typename: 'ProductUnavailable' } )
    | ( Omit<PriceChanged, 'was' | 'now'> & { was: _RefType['Money'], now: _RefType['Money'] } & { __typename: 'PriceChanged' } )
    | ( NotEnoughStock & { __typename: 'NotEnoughStock' } )
    | ( QuantityCapped & { __typename: 'QuantityCapped' } )
    | ( PricesUnavailable & { __typename: 'PricesUnavailable' } )
    | ( MixedCurrencies & { __typename: 'MixedCurrencies' } )
    | ( CouponNotApplicable & { __typename: 'CouponNotApplicable' } )
  ;
  PromotionDiscount:
    | ( PercentageDiscount & { __typename: 'PercentageDiscount' } )
    | ( Omit<FixedDiscount, 'amount'> & { amount: _RefType['Money'] } & { __typename: 'FixedDiscount' } )
  ;
  PlaceOrderResult:
    | ( Omit<PlaceOrderSuccess, 'order'> & { order: _RefType['Order'] } & { __typename: 'PlaceOrderSuccess' } )
    | ( ProductNotFound & { __typename: 'ProductNotFound' } )
    | ( MixedCurrencies & { __typename: 'MixedCurrencies' } )
    | ( CouponNotApplicable & { __typename: 'CouponNotApplicable' } )
    | ( Omit<PriceChanged, 'was' | 'now'> & { was: _RefType['Money'], now: _RefType['Money'] } & { __typename: 'PriceChanged' } )
    | ( CartNotFound & { __typename: 'CartNotFound' } )
    | ( EmptyCart & { __typename: 'EmptyCart' } )
    | ( IdempotencyKeyReused & { __typename: 'IdempotencyKeyReused' } )
    | ( InProgress & { __typename: 'InProgress' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  CancelOrderResult:
    | ( Omit<CancelOrderSuccess, 'order'> & { order: _RefType['Order'] } & { __typename: 'CancelOrderSuccess' } )
    | ( OrderNotFound & { __typename: 'OrderNotFound' } )
    | ( Omit<OrderNotCancellable, 'order'> & { order: _RefType['Order'] } & { __typename: 'OrderNotCancellable' } )
    | ( IdempotencyKeyReused & { __typename: 'IdempotencyKeyReused' } )
    | ( InProgress & { __typename: 'InProgress' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  ReturnItemsResult:
    | ( Omit<ReturnItemsSuccess, 'order' | 'return'> & { order: _RefType['Order'], return: _RefType['OrderReturn'] } & { __typename: 'ReturnItemsSuccess' } )
    | ( OrderNotFound & { __typename: 'OrderNotFound' } )
    | ( NotReturnable & { __typename: 'NotReturnable' } )
    | ( IdempotencyKeyReused & { __typename: 'IdempotencyKeyReused' } )
    | ( InProgress & { __typename: 'InProgress' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  RefundOrderResult:
    | ( Omit<RefundOrderSuccess, 'order' | 'refund'> & { order: _RefType['Order'], refund: _RefType['OrderRefund'] } & { __typename: 'RefundOrderSuccess' } )
    | ( OrderNotFound & { __typename: 'OrderNotFound' } )
    | ( Omit<RefundTooLarge, 'refundable'> & { refundable: _RefType['Money'] } & { __typename: 'RefundTooLarge' } )
    | ( IdempotencyKeyReused & { __typename: 'IdempotencyKeyReused' } )
    | ( InProgress & { __typename: 'InProgress' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  AddToCartResult:
    | ( Omit<AddToCartSuccess, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'AddToCartSuccess' } )
    | ( CartNotFound & { __typename: 'CartNotFound' } )
    | ( ProductNotFound & { __typename: 'ProductNotFound' } )
    | ( Omit<Conflict, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'Conflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  UpdateCartItemResult:
    | ( Omit<UpdateCartItemSuccess, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'UpdateCartItemSuccess' } )
    | ( CartNotFound & { __typename: 'CartNotFound' } )
    | ( ProductNotFound & { __typename: 'ProductNotFound' } )
    | ( Omit<Conflict, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'Conflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  RemoveFromCartResult:
    | ( Omit<RemoveFromCartSuccess, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'RemoveFromCartSuccess' } )
    | ( CartNotFound & { __typename: 'CartNotFound' } )
    | ( Omit<Conflict, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'Conflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  ClearCartResult:
    | ( Omit<ClearCartSuccess, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'ClearCartSuccess' } )
    | ( CartNotFound & { __typename: 'CartNotFound' } )
    | ( Omit<Conflict, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'Conflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  MergeCartsResult:
    | ( Omit<MergeCartsSuccess, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'MergeCartsSuccess' } )
    | ( CartNotFound & { __typename: 'CartNotFound' } )
    | ( Omit<Conflict, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'Conflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  ApplyCouponResult:
    | ( Omit<ApplyCouponSuccess, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'ApplyCouponSuccess' } )
    | ( CartNotFound & { __typename: 'CartNotFound' } )
    | ( CouponNotApplicable & { __typename: 'CouponNotApplicable' } )
    | ( Omit<Conflict, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'Conflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  RemoveCouponResult:
    | ( Omit<RemoveCouponSuccess, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'RemoveCouponSuccess' } )
    | ( CartNotFound & { __typename: 'CartNotFound' } )
    | ( Omit<Conflict, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'Conflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  CreatePromotionResult:
    | ( Omit<CreatePromotionSuccess, 'promotion'> & { promotion: _RefType['Promotion'] } & { __typename: 'CreatePromotionSuccess' } )
    | ( CodeTaken & { __typename: 'CodeTaken' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  UpdatePromotionResult:
    | ( Omit<UpdatePromotionSuccess, 'promotion'> & { promotion: _RefType['Promotion'] } & { __typename: 'UpdatePromotionSuccess' } )
    | ( PromotionNotFound & { __typename: 'PromotionNotFound' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  EndPromotionResult:
    | ( Omit<EndPromotionSuccess, 'promotion'> & { promotion: _RefType['Promotion'] } & { __typename: 'EndPromotionSuccess' } )
    | ( PromotionNotFound & { __typename: 'PromotionNotFound' } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( ProductUnavailable & { __typename: 'ProductUnavailable' } )
    | ( Omit<PriceChanged, 'was' | 'now'> & { was: _RefType['Money'], now: _RefType['Money'] } & { __typename: 'PriceChanged' } )
    | ( NotEnoughStock & { __typename: 'NotEnoughStock' } )
    | ( QuantityCapped & { __typename: 'QuantityCapped' } )
    | ( PricesUnavailable & { __typename: 'PricesUnavailable' } )
    | ( CouponNotApplicable & { __typename: 'CouponNotApplicable' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( ProductNotFound & { __typename: 'ProductNotFound' } )
    | ( MixedCurrencies & { __typename: 'MixedCurrencies' } )
    | ( CartNotFound & { __typename: 'CartNotFound' } )
    | ( Omit<Conflict, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'Conflict' } )
    | ( CodeTaken & { __typename: 'CodeTaken' } )
    | ( PromotionNotFound & { __typename: 'PromotionNotFound' } )
    | ( EmptyCart & { __typename: 'EmptyCart' } )
    | ( OrderNotFound & { __typename: 'OrderNotFound' } )
    | ( Omit<OrderNotCancellable, 'order'> & { order: _RefType['Order'] } & { __typename: 'OrderNotCancellable' } )
    | ( NotReturnable & { __typename: 'NotReturnable' } )
    | ( Omit<RefundTooLarge, 'refundable'> & { refundable: _RefType['Money'] } & { __typename: 'RefundTooLarge' } )
    | ( IdempotencyKeyReused & { __typename: 'IdempotencyKeyReused' } )
    | ( InProgress & { __typename: 'InProgress' } )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Order: ResolverTypeWrapper<OrderView>;
  OrderBreakdown: ResolverTypeWrapper<Omit<OrderBreakdown, 'subtotal' | 'discount' | 'shipping' | 'tax'> & { subtotal: ResolversTypes['Money'], discount: ResolversTypes['Money'], shipping: ResolversTypes['Money'], tax: ResolversTypes['Money'] }>;
  OrderStatus: OrderStatus;
  PaymentStatus: PaymentStatus;
  OrderItem: ResolverTypeWrapper<OrderItemView>;
  OrderStatusChange: ResolverTypeWrapper<OrderStatusChange>;
  OrderReturn: ResolverTypeWrapper<ReturnView>;
  OrderReturnKind: OrderReturnKind;
  OrderReturnLine: ResolverTypeWrapper<ProductQuantity>;
  OrderRefund: ResolverTypeWrapper<RefundView>;
  OrderRefundStatus: OrderRefundStatus;
  Product: ResolverTypeWrapper<Product>;
  User: ResolverTypeWrapper<Omit<User, 'orders'> & { orders?: Maybe<ResolversTypes['OrderConnection']> }>;
  OrderConnection: ResolverTypeWrapper<Omit<OrderConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['OrderEdge']>, nodes: Array<ResolversTypes['Order']> }>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Cart: ResolverTypeWrapper<CartView>;
  CartItem: ResolverTypeWrapper<CartItemView>;
  CartTotals: ResolverTypeWrapper<Omit<CartTotals, 'subtotal' | 'discount' | 'shipping' | 'tax' | 'total' | 'promotions'> & { subtotal: ResolversTypes['Money'], discount: ResolversTypes['Money'], shipping: ResolversTypes['Money'], tax: ResolversTypes['Money'], total: ResolversTypes['Money'], promotions: Array<ResolversTypes['AppliedPromotion']> }>;
  AppliedPromotion: ResolverTypeWrapper<Omit<AppliedPromotion, 'discount'> & { discount: ResolversTypes['Money'] }>;
  CartProblem: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CartProblem']>;
  ProductUnavailable: ResolverTypeWrapper<ProductUnavailable>;
  PriceChanged: ResolverTypeWrapper<Omit<PriceChanged, 'was' | 'now'> & { was: ResolversTypes['Money'], now: ResolversTypes['Money'] }>;
  NotEnoughStock: ResolverTypeWrapper<NotEnoughStock>;
  QuantityCapped: ResolverTypeWrapper<QuantityCapped>;
  PricesUnavailable: ResolverTypeWrapper<PricesUnavailable>;
  CouponNotApplicable: ResolverTypeWrapper<CouponNotApplicable>;
  CouponReason: CouponReason;
  Promotion: ResolverTypeWrapper<PromotionView>;
  PromotionDiscount: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PromotionDiscount']>;
  PercentageDiscount: ResolverTypeWrapper<PercentageDiscount>;
  FixedDiscount: ResolverTypeWrapper<Omit<FixedDiscount, 'amount'> & { amount: ResolversTypes['Money'] }>;
  PromotionConnection: ResolverTypeWrapper<Omit<PromotionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PromotionEdge']>, nodes: Array<ResolversTypes['Promotion']> }>;
  PromotionEdge: ResolverTypeWrapper<Omit<PromotionEdge, 'node'> & { node: ResolversTypes['Promotion'] }>;
  Money: ResolverTypeWrapper<MoneyView>;
  MoneyInput: MoneyInput;
  Address: ResolverTypeWrapper<Address>;
  AddressInput: AddressInput;
  PlaceOrderInput: PlaceOrderInput;
  OrderItemInput: OrderItemInput;
  CancelOrderInput: CancelOrderInput;
  ReturnItemsInput: ReturnItemsInput;
  ReturnLineInput: ReturnLineInput;
  RefundOrderInput: RefundOrderInput;
  OrderFilter: OrderFilter;
  AddToCartInput: AddToCartInput;
  UpdateCartItemInput: UpdateCartItemInput;
  RemoveFromCartInput: RemoveFromCartInput;
  ClearCartInput: ClearCartInput;
  MergeCartsInput: MergeCartsInput;
  ApplyCouponInput: ApplyCouponInput;
  RemoveCouponInput: RemoveCouponInput;
  CreatePromotionInput: CreatePromotionInput;
  UpdatePromotionInput: UpdatePromotionInput;
  EndPromotionInput: EndPromotionInput;
  PlaceOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PlaceOrderResult']>;
  CancelOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelOrderResult']>;
  ReturnItemsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReturnItemsResult']>;
  RefundOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefundOrderResult']>;
  AddToCartResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddToCartResult']>;
  UpdateCartItemResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateCartItemResult']>;
  RemoveFromCartResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveFromCartResult']>;
  ClearCartResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ClearCartResult']>;
  MergeCartsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MergeCartsResult']>;
  ApplyCouponResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ApplyCouponResult']>;
  RemoveCouponResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveCouponResult']>;
  CreatePromotionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreatePromotionResult']>;
  UpdatePromotionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdatePromotionResult']>;
  EndPromotionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EndPromotionResult']>;
  PlaceOrderSuccess: ResolverTypeWrapper<Omit<PlaceOrderSuccess, 'order'> & { order: ResolversTypes['Order'] }>;
  CancelOrderSuccess: ResolverTypeWrapper<Omit<CancelOrderSuccess, 'order'> & { order: ResolversTypes['Order'] }>;
  ReturnItemsSuccess: ResolverTypeWrapper<Omit<ReturnItemsSuccess, 'order' | 'return'> & { order: ResolversTypes['Order'], return: ResolversTypes['OrderReturn'] }>;
  RefundOrderSuccess: ResolverTypeWrapper<Omit<RefundOrderSuccess, 'order' | 'refund'> & { order: ResolversTypes['Order'], refund: ResolversTypes['OrderRefund'] }>;
  AddToCartSuccess: ResolverTypeWrapper<Omit<AddToCartSuccess, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  UpdateCartItemSuccess: ResolverTypeWrapper<Omit<UpdateCartItemSuccess, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  RemoveFromCartSuccess: ResolverTypeWrapper<Omit<RemoveFromCartSuccess, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  ClearCartSuccess: ResolverTypeWrapper<Omit<ClearCartSuccess, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  MergeCartsSuccess: ResolverTypeWrapper<Omit<MergeCartsSuccess, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  ApplyCouponSuccess: ResolverTypeWrapper<Omit<ApplyCouponSuccess, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  RemoveCouponSuccess: ResolverTypeWrapper<Omit<RemoveCouponSuccess, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  CreatePromotionSuccess: ResolverTypeWrapper<Omit<CreatePromotionSuccess, 'promotion'> & { promotion: ResolversTypes['Promotion'] }>;
  UpdatePromotionSuccess: ResolverTypeWrapper<Omit<UpdatePromotionSuccess, 'promotion'> & { promotion: ResolversTypes['Promotion'] }>;
  EndPromotionSuccess: ResolverTypeWrapper<Omit<EndPromotionSuccess, 'promotion'> & { promotion: ResolversTypes['Promotion'] }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  InvalidField: ResolverTypeWrapper<InvalidField>;
  ProductNotFound: ResolverTypeWrapper<ProductNotFound>;
  MixedCurrencies: ResolverTypeWrapper<MixedCurrencies>;
  CartNotFound: ResolverTypeWrapper<CartNotFound>;
  Conflict: ResolverTypeWrapper<Omit<Conflict, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  CodeTaken: ResolverTypeWrapper<CodeTaken>;
  PromotionNotFound: ResolverTypeWrapper<PromotionNotFound>;
  EmptyCart: ResolverTypeWrapper<EmptyCart>;
  OrderNotFound: ResolverTypeWrapper<OrderNotFound>;
  OrderNotCancellable: ResolverTypeWrapper<Omit<OrderNotCancellable, 'order'> & { order: ResolversTypes['Order'] }>;
  NotReturnable: ResolverTypeWrapper<NotReturnable>;
  NotReturnableReason: NotReturnableReason;
  ReturnableLine: ResolverTypeWrapper<ReturnableLine>;
  RefundTooLarge: ResolverTypeWrapper<Omit<RefundTooLarge, 'refundable'> & { refundable: ResolversTypes['Money'] }>;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  InProgress: ResolverTypeWrapper<InProgress>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  Mutation: Record<PropertyKey, never>;
  Order: OrderView;
  OrderBreakdown: Omit<OrderBreakdown, 'subtotal' | 'discount' | 'shipping' | 'tax'> & { subtotal: ResolversParentTypes['Money'], discount: ResolversParentTypes['Money'], shipping: ResolversParentTypes['Money'], tax: ResolversParentTypes['Money'] };
  OrderItem: OrderItemView;
  OrderStatusChange: OrderStatusChange;
  OrderReturn: ReturnView;
  OrderReturnLine: ProductQuantity;
  OrderRefund: RefundView;
  Product: Product;
  User: Omit<User, 'orders'> & { orders?: Maybe<ResolversParentTypes['OrderConnection']> } | FederationReferenceTypes['User'];
  OrderConnection: Omit<OrderConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['OrderEdge']>, nodes: Array<ResolversParentTypes['Order']> };
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Cart: CartView;
  CartItem: CartItemView;
  CartTotals: Omit<CartTotals, 'subtotal' | 'discount' | 'shipping' | 'tax' | 'total' | 'promotions'> & { subtotal: ResolversParentTypes['Money'], discount: ResolversParentTypes['Money'], shipping: ResolversParentTypes['Money'], tax: ResolversParentTypes['Money'], total: ResolversParentTypes['Money'], promotions: Array<ResolversParentTypes['AppliedPromotion']> };
  AppliedPromotion: Omit<AppliedPromotion, 'discount'> & { discount: ResolversParentTypes['Money'] };
  CartProblem: ResolversUnionTypes<ResolversParentTypes>['CartProblem'];
  ProductUnavailable: ProductUnavailable;
  PriceChanged: Omit<PriceChanged, 'was' | 'now'> & { was: ResolversParentTypes['Money'], now: ResolversParentTypes['Money'] };
  NotEnoughStock: NotEnoughStock;
  QuantityCapped: QuantityCapped;
  PricesUnavailable: PricesUnavailable;
  CouponNotApplicable: CouponNotApplicable;
  Promotion: PromotionView;
  PromotionDiscount: ResolversUnionTypes<ResolversParentTypes>['PromotionDiscount'];
  PercentageDiscount: PercentageDiscount;
  FixedDiscount: Omit<FixedDiscount, 'amount'> & { amount: ResolversParentTypes['Money'] };
  PromotionConnection: Omit<PromotionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PromotionEdge']>, nodes: Array<ResolversParentTypes['Promotion']> };
  PromotionEdge: Omit<PromotionEdge, 'node'> & { node: ResolversParentTypes['Promotion'] };
  Money: MoneyView;
  MoneyInput: MoneyInput;
  Address: Address;
  AddressInput: AddressInput;
  PlaceOrderInput: PlaceOrderInput;
  OrderItemInput: OrderItemInput;
  CancelOrderInput: CancelOrderInput;
  ReturnItemsInput: ReturnItemsInput;
  ReturnLineInput: ReturnLineInput;
  RefundOrderInput: RefundOrderInput;
  OrderFilter: OrderFilter;
  AddToCartInput: AddToCartInput;
  UpdateCartItemInput: UpdateCartItemInput;
  RemoveFromCartInput: RemoveFromCartInput;
  ClearCartInput: ClearCartInput;
  MergeCartsInput: MergeCartsInput;
  ApplyCouponInput: ApplyCouponInput;
  RemoveCouponInput: RemoveCouponInput;
  CreatePromotionInput: CreatePromotionInput;
  UpdatePromotionInput: UpdatePromotionInput;
  EndPromotionInput: EndPromotionInput;
  PlaceOrderResult: ResolversUnionTypes<ResolversParentTypes>['PlaceOrderResult'];
  CancelOrderResult: ResolversUnionTypes<ResolversParentTypes>['CancelOrderResult'];
  ReturnItemsResult: ResolversUnionTypes<ResolversParentTypes>['ReturnItemsResult'];
  RefundOrderResult: ResolversUnionTypes<ResolversParentTypes>['RefundOrderResult'];
  AddToCartResult: ResolversUnionTypes<ResolversParentTypes>['AddToCartResult'];
  UpdateCartItemResult: ResolversUnionTypes<ResolversParentTypes>['UpdateCartItemResult'];
  RemoveFromCartResult: ResolversUnionTypes<ResolversParentTypes>['RemoveFromCartResult'];
  ClearCartResult: ResolversUnionTypes<ResolversParentTypes>['ClearCartResult'];
  MergeCartsResult: ResolversUnionTypes<ResolversParentTypes>['MergeCartsResult'];
  ApplyCouponResult: ResolversUnionTypes<ResolversParentTypes>['ApplyCouponResult'];
  RemoveCouponResult: ResolversUnionTypes<ResolversParentTypes>['RemoveCouponResult'];
  CreatePromotionResult: ResolversUnionTypes<ResolversParentTypes>['CreatePromotionResult'];
  UpdatePromotionResult: ResolversUnionTypes<ResolversParentTypes>['UpdatePromotionResult'];
  EndPromotionResult: ResolversUnionTypes<ResolversParentTypes>['EndPromotionResult'];
  PlaceOrderSuccess: Omit<PlaceOrderSuccess, 'order'> & { order: ResolversParentTypes['Order'] };
  CancelOrderSuccess: Omit<CancelOrderSuccess, 'order'> & { order: ResolversParentTypes['Order'] };
  ReturnItemsSuccess: Omit<ReturnItemsSuccess, 'order' | 'return'> & { order: ResolversParentTypes['Order'], return: ResolversParentTypes['OrderReturn'] };
  RefundOrderSuccess: Omit<RefundOrderSuccess, 'order' | 'refund'> & { order: ResolversParentTypes['Order'], refund: ResolversParentTypes['OrderRefund'] };
  AddToCartSuccess: Omit<AddToCartSuccess, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  UpdateCartItemSuccess: Omit<UpdateCartItemSuccess, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  RemoveFromCartSuccess: Omit<RemoveFromCartSuccess, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  ClearCartSuccess: Omit<ClearCartSuccess, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  MergeCartsSuccess: Omit<MergeCartsSuccess, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  ApplyCouponSuccess: Omit<ApplyCouponSuccess, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  RemoveCouponSuccess: Omit<RemoveCouponSuccess, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  CreatePromotionSuccess: Omit<CreatePromotionSuccess, 'promotion'> & { promotion: ResolversParentTypes['Promotion'] };
  UpdatePromotionSuccess: Omit<UpdatePromotionSuccess, 'promotion'> & { promotion: ResolversParentTypes['Promotion'] };
  EndPromotionSuccess: Omit<EndPromotionSuccess, 'promotion'> & { promotion: ResolversParentTypes['Promotion'] };
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  InvalidInput: InvalidInput;
  InvalidField: InvalidField;
  ProductNotFound: ProductNotFound;
  MixedCurrencies: MixedCurrencies;
  CartNotFound: CartNotFound;
  Conflict: Omit<Conflict, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  CodeTaken: CodeTaken;
  PromotionNotFound: PromotionNotFound;
  EmptyCart: EmptyCart;
  OrderNotFound: OrderNotFound;
  OrderNotCancellable: Omit<OrderNotCancellable, 'order'> & { order: ResolversParentTypes['Order'] };
  NotReturnable: NotReturnable;
  ReturnableLine: ReturnableLine;
  RefundTooLarge: Omit<RefundTooLarge, 'refundable'> & { refundable: ResolversParentTypes['Money'] };
  IdempotencyKeyReused: IdempotencyKeyReused;
  InProgress: InProgress;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type QueryResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first'>>;
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType, RequireFields<QueryCartArgs, 'id'>>;
  myCart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  promotions?: Resolver<ResolversTypes['PromotionConnection'], ParentType, ContextType, RequireFields<QueryPromotionsArgs, 'first'>>;
};

export type MutationResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  placeOrder?: Resolver<ResolversTypes['PlaceOrderResult'], ParentType, ContextType, RequireFields<MutationPlaceOrderArgs, 'input'>>;
  cancelOrder?: Resolver<ResolversTypes['CancelOrderResult'], ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'input'>>;
  returnItems?: Resolver<ResolversTypes['ReturnItemsResult'], ParentType, ContextType, RequireFields<MutationReturnItemsArgs, 'input'>>;
  refundOrder?: Resolver<ResolversTypes['RefundOrderResult'], ParentType, ContextType, RequireFields<MutationRefundOrderArgs, 'input'>>;
  addToCart?: Resolver<ResolversTypes['AddToCartResult'], ParentType, ContextType, RequireFields<MutationAddToCartArgs, 'input'>>;
  updateCartItem?: Resolver<ResolversTypes['UpdateCartItemResult'], ParentType, ContextType, RequireFields<MutationUpdateCartItemArgs, 'input'>>;
  removeFromCart?: Resolver<ResolversTypes['RemoveFromCartResult'], ParentType, ContextType, RequireFields<MutationRemoveFromCartArgs, 'input'>>;
  clearCart?: Resolver<ResolversTypes['ClearCartResult'], ParentType, ContextType, RequireFields<MutationClearCartArgs, 'input'>>;
  mergeCarts?: Resolver<ResolversTypes['MergeCartsResult'], ParentType, ContextType, RequireFields<MutationMergeCartsArgs, 'input'>>;
  applyCoupon?: Resolver<ResolversTypes['ApplyCouponResult'], ParentType, ContextType, RequireFields<MutationApplyCouponArgs, 'input'>>;
  removeCoupon?: Resolver<ResolversTypes['RemoveCouponResult'], ParentType, ContextType, RequireFields<MutationRemoveCouponArgs, 'input'>>;
  createPromotion?: Resolver<ResolversTypes['CreatePromotionResult'], ParentType, ContextType, RequireFields<MutationCreatePromotionArgs, 'input'>>;
  updatePromotion?: Resolver<ResolversTypes['UpdatePromotionResult'], ParentType, ContextType, RequireFields<MutationUpdatePromotionArgs, 'input'>>;
  endPromotion?: Resolver<ResolversTypes['EndPromotionResult'], ParentType, ContextType, RequireFields<MutationEndPromotionArgs, 'input'>>;
};

export type OrderResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  paymentStatus?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  items?: Resolver<Array<ResolversTypes['OrderItem']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  breakdown?: Resolver<Maybe<ResolversTypes['OrderBreakdown']>, ParentType, ContextType>;
  shippingAddress?: Resolver<ResolversTypes['Address'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['OrderStatusChange']>, ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  paymentDueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  returns?: Resolver<Array<ResolversTypes['OrderReturn']>, ParentType, ContextType>;
  refunds?: Resolver<Array<ResolversTypes['OrderRefund']>, ParentType, ContextType>;
  refundable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OrderBreakdownResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderBreakdown'] = ResolversParentTypes['OrderBreakdown']> = {
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shipping?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OrderItemResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderItem'] = ResolversParentTypes['OrderItem']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OrderStatusChangeResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderStatusChange'] = ResolversParentTypes['OrderStatusChange']> = {
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OrderReturnResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderReturn'] = ResolversParentTypes['OrderReturn']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OrderReturnKind'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderReturnLine']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['OrderRefund']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  restockedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type OrderReturnLineResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderReturnLine'] = ResolversParentTypes['OrderReturnLine']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderRefundResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderRefund'] = ResolversParentTypes['OrderRefund']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderRefundStatus'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<UserOrdersArgs, 'first'>>;
};

export type OrderConnectionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Order']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CartResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  items?: Resolver<Array<ResolversTypes['CartItem']>, ParentType, ContextType>;
  coupon?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  totals?: Resolver<Maybe<ResolversTypes['CartTotals']>, ParentType, ContextType, Partial<CartTotalsArgs>>;
  problems?: Resolver<Array<ResolversTypes['CartProblem']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CartItemResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CartItem'] = ResolversParentTypes['CartItem']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['CartProblem']>, ParentType, ContextType>;
};

export type CartTotalsResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CartTotals'] = ResolversParentTypes['CartTotals']> = {
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shipping?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  promotions?: Resolver<Array<ResolversTypes['AppliedPromotion']>, ParentType, ContextType>;
};

export type AppliedPromotionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['AppliedPromotion'] = ResolversParentTypes['AppliedPromotion']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  discount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type CartProblemResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CartProblem'] = ResolversParentTypes['CartProblem']> = {
  __resolveType: TypeResolveFn<'ProductUnavailable' | 'PriceChanged' | 'NotEnoughStock' | 'QuantityCapped' | 'PricesUnavailable' | 'MixedCurrencies' | 'CouponNotApplicable', ParentType, ContextType>;
};

export type ProductUnavailableResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ProductUnavailable'] = ResolversParentTypes['ProductUnavailable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PriceChangedResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PriceChanged'] = ResolversParentTypes['PriceChanged']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  was?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  now?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotEnoughStockResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['NotEnoughStock'] = ResolversParentTypes['NotEnoughStock']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuantityCappedResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['QuantityCapped'] = ResolversParentTypes['QuantityCapped']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  leftOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PricesUnavailableResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PricesUnavailable'] = ResolversParentTypes['PricesUnavailable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CouponNotApplicableResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CouponNotApplicable'] = ResolversParentTypes['CouponNotApplicable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  coupon?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['CouponReason'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromotionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Promotion'] = ResolversParentTypes['Promotion']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  discount?: Resolver<ResolversTypes['PromotionDiscount'], ParentType, ContextType>;
  minimum?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  categoryId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  perCustomerLimit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalLimit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  uses?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PromotionDiscountResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PromotionDiscount'] = ResolversParentTypes['PromotionDiscount']> = {
  __resolveType: TypeResolveFn<'PercentageDiscount' | 'FixedDiscount', ParentType, ContextType>;
};

export type PercentageDiscountResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PercentageDiscount'] = ResolversParentTypes['PercentageDiscount']> = {
  basisPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FixedDiscountResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['FixedDiscount'] = ResolversParentTypes['FixedDiscount']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromotionConnectionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PromotionConnection'] = ResolversParentTypes['PromotionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PromotionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Promotion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PromotionEdgeResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PromotionEdge'] = ResolversParentTypes['PromotionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Promotion'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type AddressResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  street?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlaceOrderResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PlaceOrderResult'] = ResolversParentTypes['PlaceOrderResult']> = {
  __resolveType: TypeResolveFn<'PlaceOrderSuccess' | 'ProductNotFound' | 'MixedCurrencies' | 'CouponNotApplicable' | 'PriceChanged' | 'CartNotFound' | 'EmptyCart' | 'IdempotencyKeyReused' | 'InProgress' | 'InvalidInput', ParentType, ContextType>;
};

export type CancelOrderResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CancelOrderResult'] = ResolversParentTypes['CancelOrderResult']> = {
  __resolveType: TypeResolveFn<'CancelOrderSuccess' | 'OrderNotFound' | 'OrderNotCancellable' | 'IdempotencyKeyReused' | 'InProgress' | 'InvalidInput', ParentType, ContextType>;
};

export type ReturnItemsResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ReturnItemsResult'] = ResolversParentTypes['ReturnItemsResult']> = {
  __resolveType: TypeResolveFn<'ReturnItemsSuccess' | 'OrderNotFound' | 'NotReturnable' | 'IdempotencyKeyReused' | 'InProgress' | 'InvalidInput', ParentType, ContextType>;
};

export type RefundOrderResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['RefundOrderResult'] = ResolversParentTypes['RefundOrderResult']> = {
  __resolveType: TypeResolveFn<'RefundOrderSuccess' | 'OrderNotFound' | 'RefundTooLarge' | 'IdempotencyKeyReused' | 'InProgress' | 'InvalidInput', ParentType, ContextType>;
};

export type AddToCartResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['AddToCartResult'] = ResolversParentTypes['AddToCartResult']> = {
  __resolveType: TypeResolveFn<'AddToCartSuccess' | 'CartNotFound' | 'ProductNotFound' | 'Conflict' | 'InvalidInput', ParentType, ContextType>;
};

export type UpdateCartItemResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UpdateCartItemResult'] = ResolversParentTypes['UpdateCartItemResult']> = {
  __resolveType: TypeResolveFn<'UpdateCartItemSuccess' | 'CartNotFound' | 'ProductNotFound' | 'Conflict' | 'InvalidInput', ParentType, ContextType>;
};

export type RemoveFromCartResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['RemoveFromCartResult'] = ResolversParentTypes['RemoveFromCartResult']> = {
  __resolveType: TypeResolveFn<'RemoveFromCartSuccess' | 'CartNotFound' | 'Conflict' | 'InvalidInput', ParentType, ContextType>;
};

export type ClearCartResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ClearCartResult'] = ResolversParentTypes['ClearCartResult']> = {
  __resolveType: TypeResolveFn<'ClearCartSuccess' | 'CartNotFound' | 'Conflict' | 'InvalidInput', ParentType, ContextType>;
};

export type MergeCartsResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['MergeCartsResult'] = ResolversParentTypes['MergeCartsResult']> = {
  __resolveType: TypeResolveFn<'MergeCartsSuccess' | 'CartNotFound' | 'Conflict' | 'InvalidInput', ParentType, ContextType>;
};

export type ApplyCouponResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ApplyCouponResult'] = ResolversParentTypes['ApplyCouponResult']> = {
  __resolveType: TypeResolveFn<'ApplyCouponSuccess' | 'CartNotFound' | 'CouponNotApplicable' | 'Conflict' | 'InvalidInput', ParentType, ContextType>;
};

export type RemoveCouponResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['RemoveCouponResult'] = ResolversParentTypes['RemoveCouponResult']> = {
  __resolveType: TypeResolveFn<'RemoveCouponSuccess' | 'CartNotFound' | 'Conflict' | 'InvalidInput', ParentType, ContextType>;
};

export type CreatePromotionResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CreatePromotionResult'] = ResolversParentTypes['CreatePromotionResult']> = {
  __resolveType: TypeResolveFn<'CreatePromotionSuccess' | 'CodeTaken' | 'InvalidInput', ParentType, ContextType>;
};

export type UpdatePromotionResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UpdatePromotionResult'] = ResolversParentTypes['UpdatePromotionResult']> = {
  __resolveType: TypeResolveFn<'UpdatePromotionSuccess' | 'PromotionNotFound' | 'InvalidInput', ParentType, ContextType>;
};

export type EndPromotionResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['EndPromotionResult'] = ResolversParentTypes['EndPromotionResult']> = {
  __resolveType: TypeResolveFn<'EndPromotionSuccess' | 'PromotionNotFound', ParentType, ContextType>;
};

export type PlaceOrderSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PlaceOrderSuccess'] = ResolversParentTypes['PlaceOrderSuccess']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelOrderSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CancelOrderSuccess'] = ResolversParentTypes['CancelOrderSuccess']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReturnItemsSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ReturnItemsSuccess'] = ResolversParentTypes['ReturnItemsSuccess']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  return?: Resolver<ResolversTypes['OrderReturn'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundOrderSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['RefundOrderSuccess'] = ResolversParentTypes['RefundOrderSuccess']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  refund?: Resolver<ResolversTypes['OrderRefund'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AddToCartSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['AddToCartSuccess'] = ResolversParentTypes['AddToCartSuccess']> = {
  cart?: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateCartItemSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UpdateCartItemSuccess'] = ResolversParentTypes['UpdateCartItemSuccess']> = {
  cart?: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveFromCartSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['RemoveFromCartSuccess'] = ResolversParentTypes['RemoveFromCartSuccess']> = {
  cart?: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClearCartSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ClearCartSuccess'] = ResolversParentTypes['ClearCartSuccess']> = {
  cart?: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MergeCartsSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['MergeCartsSuccess'] = ResolversParentTypes['MergeCartsSuccess']> = {
  cart?: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApplyCouponSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ApplyCouponSuccess'] = ResolversParentTypes['ApplyCouponSuccess']> = {
  cart?: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveCouponSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['RemoveCouponSuccess'] = ResolversParentTypes['RemoveCouponSuccess']> = {
  cart?: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreatePromotionSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CreatePromotionSuccess'] = ResolversParentTypes['CreatePromotionSuccess']> = {
  promotion?: Resolver<ResolversTypes['Promotion'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdatePromotionSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UpdatePromotionSuccess'] = ResolversParentTypes['UpdatePromotionSuccess']> = {
  promotion?: Resolver<ResolversTypes['Promotion'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EndPromotionSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['EndPromotionSuccess'] = ResolversParentTypes['EndPromotionSuccess']> = {
  promotion?: Resolver<ResolversTypes['Promotion'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'ProductUnavailable' | 'PriceChanged' | 'NotEnoughStock' | 'QuantityCapped' | 'PricesUnavailable' | 'CouponNotApplicable' | 'InvalidInput' | 'ProductNotFound' | 'MixedCurrencies' | 'CartNotFound' | 'Conflict' | 'CodeTaken' | 'PromotionNotFound' | 'EmptyCart' | 'OrderNotFound' | 'OrderNotCancellable' | 'NotReturnable' | 'RefundTooLarge' | 'IdempotencyKeyReused' | 'InProgress', ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['InvalidField']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidFieldResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['InvalidField'] = ResolversParentTypes['InvalidField']> = {
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProductNotFoundResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ProductNotFound'] = ResolversParentTypes['ProductNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  productId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MixedCurrenciesResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['MixedCurrencies'] = ResolversParentTypes['MixedCurrencies']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currencies?: Resolver<Array<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CartNotFoundResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CartNotFound'] = ResolversParentTypes['CartNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConflictResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Conflict'] = ResolversParentTypes['Conflict']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cart?: Resolver<ResolversTypes['Cart'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CodeTakenResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CodeTaken'] = ResolversParentTypes['CodeTaken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromotionNotFoundResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PromotionNotFound'] = ResolversParentTypes['PromotionNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EmptyCartResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['EmptyCart'] = ResolversParentTypes['EmptyCart']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderNotFoundResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderNotFound'] = ResolversParentTypes['OrderNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderNotCancellableResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderNotCancellable'] = ResolversParentTypes['OrderNotCancellable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotReturnableResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['NotReturnable'] = ResolversParentTypes['NotReturnable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['NotReturnableReason'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['ReturnableLine']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReturnableLineResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ReturnableLine'] = ResolversParentTypes['ReturnableLine']> = {
  productId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  returnable?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RefundTooLargeResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['RefundTooLarge'] = ResolversParentTypes['RefundTooLarge']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refundable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IdempotencyKeyReusedResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InProgressResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['InProgress'] = ResolversParentTypes['InProgress']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = OrdersContext> = {
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderBreakdown?: OrderBreakdownResolvers<ContextType>;
  OrderItem?: OrderItemResolvers<ContextType>;
  OrderStatusChange?: OrderStatusChangeResolvers<ContextType>;
  OrderReturn?: OrderReturnResolvers<ContextType>;
  OrderReturnLine?: OrderReturnLineResolvers<ContextType>;
  OrderRefund?: OrderRefundResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Cart?: CartResolvers<ContextType>;
  CartItem?: CartItemResolvers<ContextType>;
  CartTotals?: CartTotalsResolvers<ContextType>;
  AppliedPromotion?: AppliedPromotionResolvers<ContextType>;
  CartProblem?: CartProblemResolvers<ContextType>;
  ProductUnavailable?: ProductUnavailableResolvers<ContextType>;
  PriceChanged?: PriceChangedResolvers<ContextType>;
  NotEnoughStock?: NotEnoughStockResolvers<ContextType>;
  QuantityCapped?: QuantityCappedResolvers<ContextType>;
  PricesUnavailable?: PricesUnavailableResolvers<ContextType>;
  CouponNotApplicable?: CouponNotApplicableResolvers<ContextType>;
  Promotion?: PromotionResolvers<ContextType>;
  PromotionDiscount?: PromotionDiscountResolvers<ContextType>;
  PercentageDiscount?: PercentageDiscountResolvers<ContextType>;
  FixedDiscount?: FixedDiscountResolvers<ContextType>;
  PromotionConnection?: PromotionConnectionResolvers<ContextType>;
  PromotionEdge?: PromotionEdgeResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  PlaceOrderResult?: PlaceOrderResultResolvers<ContextType>;
  CancelOrderResult?: CancelOrderResultResolvers<ContextType>;
  ReturnItemsResult?: ReturnItemsResultResolvers<ContextType>;
  RefundOrderResult?: RefundOrderResultResolvers<ContextType>;
  AddToCartResult?: AddToCartResultResolvers<ContextType>;
  UpdateCartItemResult?: UpdateCartItemResultResolvers<ContextType>;
  RemoveFromCartResult?: RemoveFromCartResultResolvers<ContextType>;
  ClearCartResult?: ClearCartResultResolvers<ContextType>;
  MergeCartsResult?: MergeCartsResultResolvers<ContextType>;
  ApplyCouponResult?: ApplyCouponResultResolvers<ContextType>;
  RemoveCouponResult?: RemoveCouponResultResolvers<ContextType>;
  CreatePromotionResult?: CreatePromotionResultResolvers<ContextType>;
  UpdatePromotionResult?: UpdatePromotionResultResolvers<ContextType>;
  EndPromotionResult?: EndPromotionResultResolvers<ContextType>;
  PlaceOrderSuccess?: PlaceOrderSuccessResolvers<ContextType>;
  CancelOrderSuccess?: CancelOrderSuccessResolvers<ContextType>;
  ReturnItemsSuccess?: ReturnItemsSuccessResolvers<ContextType>;
  RefundOrderSuccess?: RefundOrderSuccessResolvers<ContextType>;
  AddToCartSuccess?: AddToCartSuccessResolvers<ContextType>;
  UpdateCartItemSuccess?: UpdateCartItemSuccessResolvers<ContextType>;
  RemoveFromCartSuccess?: RemoveFromCartSuccessResolvers<ContextType>;
  ClearCartSuccess?: ClearCartSuccessResolvers<ContextType>;
  MergeCartsSuccess?: MergeCartsSuccessResolvers<ContextType>;
  ApplyCouponSuccess?: ApplyCouponSuccessResolvers<ContextType>;
  RemoveCouponSuccess?: RemoveCouponSuccessResolvers<ContextType>;
  CreatePromotionSuccess?: CreatePromotionSuccessResolvers<ContextType>;
  UpdatePromotionSuccess?: UpdatePromotionSuccessResolvers<ContextType>;
  EndPromotionSuccess?: EndPromotionSuccessResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  InvalidField?: InvalidFieldResolvers<ContextType>;
  ProductNotFound?: ProductNotFoundResolvers<ContextType>;
  MixedCurrencies?: MixedCurrenciesResolvers<ContextType>;
  CartNotFound?: CartNotFoundResolvers<ContextType>;
  Conflict?: ConflictResolvers<ContextType>;
  CodeTaken?: CodeTakenResolvers<ContextType>;
  PromotionNotFound?: PromotionNotFoundResolvers<ContextType>;
  EmptyCart?: EmptyCartResolvers<ContextType>;
  OrderNotFound?: OrderNotFoundResolvers<ContextType>;
  OrderNotCancellable?: OrderNotCancellableResolvers<ContextType>;
  NotReturnable?: NotReturnableResolvers<ContextType>;
  ReturnableLine?: ReturnableLineResolvers<ContextType>;
  RefundTooLarge?: RefundTooLargeResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InProgress?: InProgressResolvers<ContextType>;
};
