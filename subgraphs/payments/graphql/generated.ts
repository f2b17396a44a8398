// generated from subgraphs/payments/schema.graphql by schema/tools/generate-types.ts
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { PaymentParent, RefundParent, WalletParent, MoneyParent } from './parents.ts';
import type { PaymentsContext } from './context.ts';
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

export type Mutation = {
  __typename?: 'Mutation';
  /** Authorises the order's total; it is captured when the parcel leaves. */
  payOrder: PayOrderResult;
  /** Gives a customer money to spend here; for staff. */
  creditWallet: CreditWalletResult;
};


export type MutationPayOrderArgs = {
  input: PayOrderInput;
};


export type MutationCreditWalletArgs = {
  input: CreditWalletInput;
};

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
  /** Store credit, by currency; visible to the user and to staff, null for everybody else. */
  wallet?: Maybe<Array<WalletBalance>>;
};

export type WalletBalance = {
  __typename?: 'WalletBalance';
  /** What can be spent. */
  available: Money;
  /** What is held for orders under way. */
  held: Money;
};

export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
  /** Every attempt to pay, oldest first. */
  payments?: Maybe<Array<Payment>>;
};

export type Payment = {
  __typename?: 'Payment';
  id: Scalars['ID']['output'];
  status: PaymentState;
  method: PaymentMethod;
  amount: Money;
  /** Of a pending bank transfer: the provider has taken it up, and the customer's money is on its way. */
  awaitingTransfer: Scalars['Boolean']['output'];
  /** What has been given back, under way not included. */
  refundedAmount: Money;
  /** Oldest first. */
  refunds: Array<Refund>;
  createdAt: Scalars['DateTime']['output'];
};

export type Refund = {
  __typename?: 'Refund';
  id: Scalars['ID']['output'];
  status: RefundState;
  amount: Money;
  createdAt: Scalars['DateTime']['output'];
};

export type RefundState =
  /** The provider is being asked. */
  | 'PENDING'
  | 'REFUNDED'
  /** Nothing was given back, and will not be. */
  | 'FAILED';

export type PaymentState =
  /** The provider's answer is awaited, or a bank transfer that it has taken up. */
  | 'PENDING'
  | 'AUTHORIZED'
  | 'CAPTURED'
  | 'VOIDED'
  | 'DECLINED';

export type PaymentMethod =
  | 'CARD'
  /** The customer's store credit. */
  | 'WALLET'
  /** Settles later, when the money has arrived. */
  | 'BANK_TRANSFER';

export type Money = {
  __typename?: 'Money';
  amount: Scalars['Decimal']['output'];
  currency: Scalars['CurrencyCode']['output'];
};

export type PayOrderInput = {
  orderId: Scalars['ID']['input'];
  method: PaymentMethod;
  /** From the payment provider, never a card number; not with WALLET. */
  paymentToken?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['String']['input'];
};

export type PayOrderResult = PayOrderSuccess | PaymentDeclined | PaymentNotOpenYet | OrderNotFound | OrderNotPayable | IdempotencyKeyReused | InProgress | InvalidInput;

export type CreditWalletInput = {
  userId: Scalars['ID']['input'];
  /** Above zero. */
  amount: Scalars['Decimal']['input'];
  currency: Scalars['CurrencyCode']['input'];
  /** For our own books, 1 to 500 characters. */
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type CreditWalletResult = CreditWalletSuccess | IdempotencyKeyReused | InProgress | InvalidInput;

export type CreditWalletSuccess = {
  __typename?: 'CreditWalletSuccess';
  user: User;
};

export type PayOrderSuccess = {
  __typename?: 'PayOrderSuccess';
  order: Order;
  payment: Payment;
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

export type PaymentDeclined = UserError & {
  __typename?: 'PaymentDeclined';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** Whether another token may be tried; else the order has failed. */
  retryable: Scalars['Boolean']['output'];
  payment: Payment;
};

export type OrderNotFound = UserError & {
  __typename?: 'OrderNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

/**
 * Nothing was paid: ask again, with the same key. The payment opens when stock is reserved and payments has heard of it, mostly
 * within a second of placing the order. Somebody else's order and one that does not exist are answered the same:
 * `Order.status` tells whether it is worth asking.
 */
export type PaymentNotOpenYet = UserError & {
  __typename?: 'PaymentNotOpenYet';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

/** Paid already, or ended. */
export type OrderNotPayable = UserError & {
  __typename?: 'OrderNotPayable';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
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
  User: User;
  Order: Order;
  Payment: Payment;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Payment:
    ( { __typename: 'Payment' }
    & GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  PayOrderResult:
    | ( Omit<PayOrderSuccess, 'order' | 'payment'> & { order: _RefType['Order'], payment: _RefType['Payment'] } & { __typename: 'PayOrderSuccess' } )
    | ( Omit<PaymentDeclined, 'payment'> & { payment: _RefType['Payment'] } & { __typename: 'PaymentDeclined' } )
    | ( PaymentNotOpenYet & { __typename: 'PaymentNotOpenYet' } )
    | ( OrderNotFound & { __typename: 'OrderNotFound' } )
    | ( OrderNotPayable & { __typename: 'OrderNotPayable' } )
    | ( IdempotencyKeyReused & { __typename: 'IdempotencyKeyReused' } )
    | ( InProgress & { __typename: 'InProgress' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  CreditWalletResult:
    | ( Omit<CreditWalletSuccess, 'user'> & { user: _RefType['User'] } & { __typename: 'CreditWalletSuccess' } )
    | ( IdempotencyKeyReused & { __typename: 'IdempotencyKeyReused' } )
    | ( InProgress & { __typename: 'InProgress' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( Omit<PaymentDeclined, 'payment'> & { payment: _RefType['Payment'] } & { __typename: 'PaymentDeclined' } )
    | ( OrderNotFound & { __typename: 'OrderNotFound' } )
    | ( PaymentNotOpenYet & { __typename: 'PaymentNotOpenYet' } )
    | ( OrderNotPayable & { __typename: 'OrderNotPayable' } )
    | ( IdempotencyKeyReused & { __typename: 'IdempotencyKeyReused' } )
    | ( InProgress & { __typename: 'InProgress' } )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  User: ResolverTypeWrapper<Omit<User, 'wallet'> & { wallet?: Maybe<Array<ResolversTypes['WalletBalance']>> }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  WalletBalance: ResolverTypeWrapper<WalletParent>;
  Order: ResolverTypeWrapper<Omit<Order, 'payments'> & { payments?: Maybe<Array<ResolversTypes['Payment']>> }>;
  Payment: ResolverTypeWrapper<PaymentParent>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Refund: ResolverTypeWrapper<RefundParent>;
  RefundState: RefundState;
  PaymentState: PaymentState;
  PaymentMethod: PaymentMethod;
  Money: ResolverTypeWrapper<MoneyParent>;
  PayOrderInput: PayOrderInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  PayOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PayOrderResult']>;
  CreditWalletInput: CreditWalletInput;
  CreditWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreditWalletResult']>;
  CreditWalletSuccess: ResolverTypeWrapper<Omit<CreditWalletSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  PayOrderSuccess: ResolverTypeWrapper<Omit<PayOrderSuccess, 'order' | 'payment'> & { order: ResolversTypes['Order'], payment: ResolversTypes['Payment'] }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  InvalidField: ResolverTypeWrapper<InvalidField>;
  PaymentDeclined: ResolverTypeWrapper<Omit<PaymentDeclined, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  OrderNotFound: ResolverTypeWrapper<OrderNotFound>;
  PaymentNotOpenYet: ResolverTypeWrapper<PaymentNotOpenYet>;
  OrderNotPayable: ResolverTypeWrapper<OrderNotPayable>;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  InProgress: ResolverTypeWrapper<InProgress>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Mutation: Record<PropertyKey, never>;
  User: Omit<User, 'wallet'> & { wallet?: Maybe<Array<ResolversParentTypes['WalletBalance']>> } | FederationReferenceTypes['User'];
  ID: Scalars['ID']['output'];
  WalletBalance: WalletParent;
  Order: Omit<Order, 'payments'> & { payments?: Maybe<Array<ResolversParentTypes['Payment']>> } | FederationReferenceTypes['Order'];
  Payment: PaymentParent;
  Boolean: Scalars['Boolean']['output'];
  Refund: RefundParent;
  Money: MoneyParent;
  PayOrderInput: PayOrderInput;
  String: Scalars['String']['output'];
  PayOrderResult: ResolversUnionTypes<ResolversParentTypes>['PayOrderResult'];
  CreditWalletInput: CreditWalletInput;
  CreditWalletResult: ResolversUnionTypes<ResolversParentTypes>['CreditWalletResult'];
  CreditWalletSuccess: Omit<CreditWalletSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  PayOrderSuccess: Omit<PayOrderSuccess, 'order' | 'payment'> & { order: ResolversParentTypes['Order'], payment: ResolversParentTypes['Payment'] };
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  InvalidInput: InvalidInput;
  InvalidField: InvalidField;
  PaymentDeclined: Omit<PaymentDeclined, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  OrderNotFound: OrderNotFound;
  PaymentNotOpenYet: PaymentNotOpenYet;
  OrderNotPayable: OrderNotPayable;
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

export type MutationResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  payOrder?: Resolver<ResolversTypes['PayOrderResult'], ParentType, ContextType, RequireFields<MutationPayOrderArgs, 'input'>>;
  creditWallet?: Resolver<ResolversTypes['CreditWalletResult'], ParentType, ContextType, RequireFields<MutationCreditWalletArgs, 'input'>>;
};

export type UserResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  wallet?: Resolver<Maybe<Array<ResolversTypes['WalletBalance']>>, ParentType, ContextType>;
};

export type WalletBalanceResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['WalletBalance'] = ResolversParentTypes['WalletBalance']> = {
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OrderResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payments?: Resolver<Maybe<Array<ResolversTypes['Payment']>>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  awaitingTransfer?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  refundedAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunds?: Resolver<Array<ResolversTypes['Refund']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RefundResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RefundState'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type PayOrderResultResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PayOrderResult'] = ResolversParentTypes['PayOrderResult']> = {
  __resolveType: TypeResolveFn<'PayOrderSuccess' | 'PaymentDeclined' | 'PaymentNotOpenYet' | 'OrderNotFound' | 'OrderNotPayable' | 'IdempotencyKeyReused' | 'InProgress' | 'InvalidInput', ParentType, ContextType>;
};

export type CreditWalletResultResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['CreditWalletResult'] = ResolversParentTypes['CreditWalletResult']> = {
  __resolveType: TypeResolveFn<'CreditWalletSuccess' | 'IdempotencyKeyReused' | 'InProgress' | 'InvalidInput', ParentType, ContextType>;
};

export type CreditWalletSuccessResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['CreditWalletSuccess'] = ResolversParentTypes['CreditWalletSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PayOrderSuccessResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PayOrderSuccess'] = ResolversParentTypes['PayOrderSuccess']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'PaymentDeclined' | 'OrderNotFound' | 'PaymentNotOpenYet' | 'OrderNotPayable' | 'IdempotencyKeyReused' | 'InProgress', ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['InvalidField']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidFieldResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['InvalidField'] = ResolversParentTypes['InvalidField']> = {
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PaymentDeclinedResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PaymentDeclined'] = ResolversParentTypes['PaymentDeclined']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderNotFoundResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['OrderNotFound'] = ResolversParentTypes['OrderNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentNotOpenYetResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['PaymentNotOpenYet'] = ResolversParentTypes['PaymentNotOpenYet']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderNotPayableResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['OrderNotPayable'] = ResolversParentTypes['OrderNotPayable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IdempotencyKeyReusedResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InProgressResolvers<ContextType = PaymentsContext, ParentType extends ResolversParentTypes['InProgress'] = ResolversParentTypes['InProgress']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = PaymentsContext> = {
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  WalletBalance?: WalletBalanceResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  PayOrderResult?: PayOrderResultResolvers<ContextType>;
  CreditWalletResult?: CreditWalletResultResolvers<ContextType>;
  CreditWalletSuccess?: CreditWalletSuccessResolvers<ContextType>;
  PayOrderSuccess?: PayOrderSuccessResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  InvalidField?: InvalidFieldResolvers<ContextType>;
  PaymentDeclined?: PaymentDeclinedResolvers<ContextType>;
  OrderNotFound?: OrderNotFoundResolvers<ContextType>;
  PaymentNotOpenYet?: PaymentNotOpenYetResolvers<ContextType>;
  OrderNotPayable?: OrderNotPayableResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InProgress?: InProgressResolvers<ContextType>;
};
