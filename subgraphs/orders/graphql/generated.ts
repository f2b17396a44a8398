// generated from subgraphs/orders/schema.graphql by schema/tools/generate-types.ts
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { OrderView, OrderItemView, MoneyView } from '../order/order-view.ts';
import type { CartView, CartItemView } from '../cart/cart-store.ts';
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
  /** A customer's cart for that customer; a guest's cart for whoever knows its id. */
  cart?: Maybe<Cart>;
};


export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCartArgs = {
  id: Scalars['ID']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Accepts the order; stock is reserved right after, and the order then awaits its payment. */
  placeOrder: PlaceOrderResult;
  /** Possible until the parcel has left. */
  cancelOrder: CancelOrderResult;
  /** Puts more of a product into a cart; without `cartId` into a new one. */
  addToCart: AddToCartResult;
  /** Sets how many of a product a cart holds; 0 takes it out. */
  updateCartItem: UpdateCartItemResult;
};


export type MutationPlaceOrderArgs = {
  input: PlaceOrderInput;
};


export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};


export type MutationAddToCartArgs = {
  input: AddToCartInput;
};


export type MutationUpdateCartItemArgs = {
  input: UpdateCartItemInput;
};

export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  items: Array<OrderItem>;
  total: Money;
  shippingAddress: Address;
  customer?: Maybe<User>;
  /** Every status that the order has had, oldest first. */
  history: Array<OrderStatusChange>;
  placedAt: Scalars['DateTime']['output'];
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
};

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
  items: Array<CartItem>;
  updatedAt: Scalars['DateTime']['output'];
};

export type CartItem = {
  __typename?: 'CartItem';
  product?: Maybe<Product>;
  quantity: Scalars['Int']['output'];
};

export type Money = {
  __typename?: 'Money';
  amount: Scalars['Decimal']['output'];
  currency: Scalars['CurrencyCode']['output'];
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
  idempotencyKey: Scalars['String']['input'];
};

export type AddToCartInput = {
  cartId?: InputMaybe<Scalars['ID']['input']>;
  productId: Scalars['ID']['input'];
  /** From 1 to 999. */
  quantity: Scalars['Int']['input'];
};

export type UpdateCartItemInput = {
  cartId: Scalars['ID']['input'];
  productId: Scalars['ID']['input'];
  /** From 0 to 999. */
  quantity: Scalars['Int']['input'];
};

export type PlaceOrderResult = PlaceOrderSuccess | ProductNotFound | MixedCurrencies | CartNotFound | EmptyCart | IdempotencyKeyReused | InProgress | InvalidInput;

export type CancelOrderResult = CancelOrderSuccess | OrderNotFound | OrderNotCancellable | IdempotencyKeyReused | InProgress | InvalidInput;

export type AddToCartResult = AddToCartSuccess | CartNotFound | ProductNotFound | InvalidInput;

export type UpdateCartItemResult = UpdateCartItemSuccess | CartNotFound | ProductNotFound | InvalidInput;

export type PlaceOrderSuccess = {
  __typename?: 'PlaceOrderSuccess';
  order: Order;
};

/** Before payment the order is cancelled at once; after it, as soon as the carrier has stopped the parcel. */
export type CancelOrderSuccess = {
  __typename?: 'CancelOrderSuccess';
  order: Order;
};

export type AddToCartSuccess = {
  __typename?: 'AddToCartSuccess';
  cart: Cart;
};

export type UpdateCartItemSuccess = {
  __typename?: 'UpdateCartItemSuccess';
  cart: Cart;
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
  PlaceOrderResult:
    | ( Omit<PlaceOrderSuccess, 'order'> & { order: _RefType['Order'] } & { __typename: 'PlaceOrderSuccess' } )
    | ( ProductNotFound & { __typename: 'ProductNotFound' } )
    | ( MixedCurrencies & { __typename: 'MixedCurrencies' } )
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
  AddToCartResult:
    | ( Omit<AddToCartSuccess, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'AddToCartSuccess' } )
    | ( CartNotFound & { __typename: 'CartNotFound' } )
    | ( ProductNotFound & { __typename: 'ProductNotFound' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  UpdateCartItemResult:
    | ( Omit<UpdateCartItemSuccess, 'cart'> & { cart: _RefType['Cart'] } & { __typename: 'UpdateCartItemSuccess' } )
    | ( CartNotFound & { __typename: 'CartNotFound' } )
    | ( ProductNotFound & { __typename: 'ProductNotFound' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( ProductNotFound & { __typename: 'ProductNotFound' } )
    | ( MixedCurrencies & { __typename: 'MixedCurrencies' } )
    | ( CartNotFound & { __typename: 'CartNotFound' } )
    | ( EmptyCart & { __typename: 'EmptyCart' } )
    | ( OrderNotFound & { __typename: 'OrderNotFound' } )
    | ( Omit<OrderNotCancellable, 'order'> & { order: _RefType['Order'] } & { __typename: 'OrderNotCancellable' } )
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
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Order: ResolverTypeWrapper<OrderView>;
  OrderStatus: OrderStatus;
  PaymentStatus: PaymentStatus;
  OrderItem: ResolverTypeWrapper<OrderItemView>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  OrderStatusChange: ResolverTypeWrapper<OrderStatusChange>;
  Product: ResolverTypeWrapper<Product>;
  User: ResolverTypeWrapper<Omit<User, 'orders'> & { orders?: Maybe<ResolversTypes['OrderConnection']> }>;
  OrderConnection: ResolverTypeWrapper<Omit<OrderConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['OrderEdge']>, nodes: Array<ResolversTypes['Order']> }>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Cart: ResolverTypeWrapper<CartView>;
  CartItem: ResolverTypeWrapper<CartItemView>;
  Money: ResolverTypeWrapper<MoneyView>;
  Address: ResolverTypeWrapper<Address>;
  AddressInput: AddressInput;
  PlaceOrderInput: PlaceOrderInput;
  OrderItemInput: OrderItemInput;
  CancelOrderInput: CancelOrderInput;
  AddToCartInput: AddToCartInput;
  UpdateCartItemInput: UpdateCartItemInput;
  PlaceOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PlaceOrderResult']>;
  CancelOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelOrderResult']>;
  AddToCartResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddToCartResult']>;
  UpdateCartItemResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateCartItemResult']>;
  PlaceOrderSuccess: ResolverTypeWrapper<Omit<PlaceOrderSuccess, 'order'> & { order: ResolversTypes['Order'] }>;
  CancelOrderSuccess: ResolverTypeWrapper<Omit<CancelOrderSuccess, 'order'> & { order: ResolversTypes['Order'] }>;
  AddToCartSuccess: ResolverTypeWrapper<Omit<AddToCartSuccess, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  UpdateCartItemSuccess: ResolverTypeWrapper<Omit<UpdateCartItemSuccess, 'cart'> & { cart: ResolversTypes['Cart'] }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  InvalidField: ResolverTypeWrapper<InvalidField>;
  ProductNotFound: ResolverTypeWrapper<ProductNotFound>;
  MixedCurrencies: ResolverTypeWrapper<MixedCurrencies>;
  CartNotFound: ResolverTypeWrapper<CartNotFound>;
  EmptyCart: ResolverTypeWrapper<EmptyCart>;
  OrderNotFound: ResolverTypeWrapper<OrderNotFound>;
  OrderNotCancellable: ResolverTypeWrapper<Omit<OrderNotCancellable, 'order'> & { order: ResolversTypes['Order'] }>;
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
  Mutation: Record<PropertyKey, never>;
  Order: OrderView;
  OrderItem: OrderItemView;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  OrderStatusChange: OrderStatusChange;
  Product: Product;
  User: Omit<User, 'orders'> & { orders?: Maybe<ResolversParentTypes['OrderConnection']> } | FederationReferenceTypes['User'];
  OrderConnection: Omit<OrderConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['OrderEdge']>, nodes: Array<ResolversParentTypes['Order']> };
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Cart: CartView;
  CartItem: CartItemView;
  Money: MoneyView;
  Address: Address;
  AddressInput: AddressInput;
  PlaceOrderInput: PlaceOrderInput;
  OrderItemInput: OrderItemInput;
  CancelOrderInput: CancelOrderInput;
  AddToCartInput: AddToCartInput;
  UpdateCartItemInput: UpdateCartItemInput;
  PlaceOrderResult: ResolversUnionTypes<ResolversParentTypes>['PlaceOrderResult'];
  CancelOrderResult: ResolversUnionTypes<ResolversParentTypes>['CancelOrderResult'];
  AddToCartResult: ResolversUnionTypes<ResolversParentTypes>['AddToCartResult'];
  UpdateCartItemResult: ResolversUnionTypes<ResolversParentTypes>['UpdateCartItemResult'];
  PlaceOrderSuccess: Omit<PlaceOrderSuccess, 'order'> & { order: ResolversParentTypes['Order'] };
  CancelOrderSuccess: Omit<CancelOrderSuccess, 'order'> & { order: ResolversParentTypes['Order'] };
  AddToCartSuccess: Omit<AddToCartSuccess, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  UpdateCartItemSuccess: Omit<UpdateCartItemSuccess, 'cart'> & { cart: ResolversParentTypes['Cart'] };
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  InvalidInput: InvalidInput;
  InvalidField: InvalidField;
  ProductNotFound: ProductNotFound;
  MixedCurrencies: MixedCurrencies;
  CartNotFound: CartNotFound;
  EmptyCart: EmptyCart;
  OrderNotFound: OrderNotFound;
  OrderNotCancellable: Omit<OrderNotCancellable, 'order'> & { order: ResolversParentTypes['Order'] };
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
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType, RequireFields<QueryCartArgs, 'id'>>;
};

export type MutationResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  placeOrder?: Resolver<ResolversTypes['PlaceOrderResult'], ParentType, ContextType, RequireFields<MutationPlaceOrderArgs, 'input'>>;
  cancelOrder?: Resolver<ResolversTypes['CancelOrderResult'], ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'input'>>;
  addToCart?: Resolver<ResolversTypes['AddToCartResult'], ParentType, ContextType, RequireFields<MutationAddToCartArgs, 'input'>>;
  updateCartItem?: Resolver<ResolversTypes['UpdateCartItemResult'], ParentType, ContextType, RequireFields<MutationUpdateCartItemArgs, 'input'>>;
};

export type OrderResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  paymentStatus?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  items?: Resolver<Array<ResolversTypes['OrderItem']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shippingAddress?: Resolver<ResolversTypes['Address'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['OrderStatusChange']>, ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
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
  items?: Resolver<Array<ResolversTypes['CartItem']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CartItemResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CartItem'] = ResolversParentTypes['CartItem']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'PlaceOrderSuccess' | 'ProductNotFound' | 'MixedCurrencies' | 'CartNotFound' | 'EmptyCart' | 'IdempotencyKeyReused' | 'InProgress' | 'InvalidInput', ParentType, ContextType>;
};

export type CancelOrderResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CancelOrderResult'] = ResolversParentTypes['CancelOrderResult']> = {
  __resolveType: TypeResolveFn<'CancelOrderSuccess' | 'OrderNotFound' | 'OrderNotCancellable' | 'IdempotencyKeyReused' | 'InProgress' | 'InvalidInput', ParentType, ContextType>;
};

export type AddToCartResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['AddToCartResult'] = ResolversParentTypes['AddToCartResult']> = {
  __resolveType: TypeResolveFn<'AddToCartSuccess' | 'CartNotFound' | 'ProductNotFound' | 'InvalidInput', ParentType, ContextType>;
};

export type UpdateCartItemResultResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UpdateCartItemResult'] = ResolversParentTypes['UpdateCartItemResult']> = {
  __resolveType: TypeResolveFn<'UpdateCartItemSuccess' | 'CartNotFound' | 'ProductNotFound' | 'InvalidInput', ParentType, ContextType>;
};

export type PlaceOrderSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PlaceOrderSuccess'] = ResolversParentTypes['PlaceOrderSuccess']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelOrderSuccessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CancelOrderSuccess'] = ResolversParentTypes['CancelOrderSuccess']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
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

export type UserErrorResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'ProductNotFound' | 'MixedCurrencies' | 'CartNotFound' | 'EmptyCart' | 'OrderNotFound' | 'OrderNotCancellable' | 'IdempotencyKeyReused' | 'InProgress', ParentType, ContextType>;
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
  OrderItem?: OrderItemResolvers<ContextType>;
  OrderStatusChange?: OrderStatusChangeResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Cart?: CartResolvers<ContextType>;
  CartItem?: CartItemResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  PlaceOrderResult?: PlaceOrderResultResolvers<ContextType>;
  CancelOrderResult?: CancelOrderResultResolvers<ContextType>;
  AddToCartResult?: AddToCartResultResolvers<ContextType>;
  UpdateCartItemResult?: UpdateCartItemResultResolvers<ContextType>;
  PlaceOrderSuccess?: PlaceOrderSuccessResolvers<ContextType>;
  CancelOrderSuccess?: CancelOrderSuccessResolvers<ContextType>;
  AddToCartSuccess?: AddToCartSuccessResolvers<ContextType>;
  UpdateCartItemSuccess?: UpdateCartItemSuccessResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  InvalidField?: InvalidFieldResolvers<ContextType>;
  ProductNotFound?: ProductNotFoundResolvers<ContextType>;
  MixedCurrencies?: MixedCurrenciesResolvers<ContextType>;
  CartNotFound?: CartNotFoundResolvers<ContextType>;
  EmptyCart?: EmptyCartResolvers<ContextType>;
  OrderNotFound?: OrderNotFoundResolvers<ContextType>;
  OrderNotCancellable?: OrderNotCancellableResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InProgress?: InProgressResolvers<ContextType>;
};
