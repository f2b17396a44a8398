// generated from subgraphs/notifications/schema.graphql by schema/tools/generate-types.ts
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Notification as NotificationModel } from '../inbox/notification.ts';
import type { NotificationConnectionOf } from './types/notification-connection.ts';
import type { NotificationsContext } from './context.ts';
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
  _FieldSet: { input: unknown; output: unknown; }
};

export type Subscription = {
  __typename?: 'Subscription';
  /** Every change of one order. With `after: cursor` what was missed comes first; `after: "EARLIEST"` begins with the order. */
  orderUpdated: OrderUpdate;
  /** Every step of the parcels of one order. `after` as for orderUpdated. */
  shipmentTracked: ParcelUpdate;
  /** The viewer's notifications as they come. With `after: cursor` what was missed comes first. */
  notificationReceived: NotificationEvent;
};


export type SubscriptionOrderUpdatedArgs = {
  orderId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionShipmentTrackedArgs = {
  orderId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionNotificationReceivedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  markNotificationRead: MarkNotificationReadResult;
};


export type MutationMarkNotificationReadArgs = {
  input: MarkNotificationReadInput;
};

export type OrderUpdate = {
  __typename?: 'OrderUpdate';
  /** Give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  occurredAt: Scalars['DateTime']['output'];
  /** The order's status after this change. */
  status: OrderStatus;
  /** The order's payment status after this change. */
  paymentStatus: PaymentStatus;
  /** The order as it is now: it may have gone on since. */
  order?: Maybe<Order>;
};

export type ParcelUpdate = {
  __typename?: 'ParcelUpdate';
  /** Give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The same for all steps of one parcel; an order may have several. */
  parcelId: Scalars['ID']['output'];
  trackingNumber: Scalars['String']['output'];
  step: TrackingStep;
  /** When the carrier saw it there. */
  at: Scalars['DateTime']['output'];
  /** The order as it is now. */
  order?: Maybe<Order>;
};

/** Where a parcel is on its way. */
export type TrackingStep =
  | 'BOOKED'
  | 'DISPATCHED'
  | 'IN_TRANSIT'
  | 'OUT_FOR_DELIVERY'
  | 'DELIVERED'
  | 'FAILED'
  | 'CANCELLED';

export type OrderStatus =
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

export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
};

export type NotificationEvent = {
  __typename?: 'NotificationEvent';
  /** Give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  notification?: Maybe<Notification>;
};

export type Notification = {
  __typename?: 'Notification';
  id: Scalars['ID']['output'];
  kind: NotificationKind;
  title: Scalars['String']['output'];
  body: Scalars['String']['output'];
  /** The order that it is about. */
  order?: Maybe<Order>;
  createdAt: Scalars['DateTime']['output'];
  readAt?: Maybe<Scalars['DateTime']['output']>;
};

export type NotificationKind =
  | 'WELCOME'
  | 'ORDER_PLACED'
  | 'ORDER_PAID'
  | 'ORDER_COMPLETED'
  | 'ORDER_CANCELLED'
  | 'PARCEL_DISPATCHED'
  | 'PARCEL_DELIVERED'
  | 'ITEMS_RETURNED'
  | 'PAYMENT_REFUNDED';

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
  /** Newest first; visible to the user, null for everybody else. */
  notifications?: Maybe<NotificationConnection>;
};


export type UserNotificationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type NotificationConnection = {
  __typename?: 'NotificationConnection';
  edges: Array<NotificationEdge>;
  nodes: Array<Notification>;
  pageInfo: PageInfo;
  unreadCount: Scalars['Int']['output'];
};

export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  cursor: Scalars['String']['output'];
  node: Notification;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  endCursor?: Maybe<Scalars['String']['output']>;
};

export type MarkNotificationReadInput = {
  id: Scalars['ID']['input'];
};

export type MarkNotificationReadResult = MarkNotificationReadSuccess | NotificationNotFound;

export type MarkNotificationReadSuccess = {
  __typename?: 'MarkNotificationReadSuccess';
  notification: Notification;
};

/** What a client is expected to handle; `code` is stable, `message` is for people. */
export type UserError = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type NotificationNotFound = UserError & {
  __typename?: 'NotificationNotFound';
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
  Notification: Notification;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Notification:
    ( { __typename: 'Notification' }
    & GraphQLRecursivePick<FederationTypes['Notification'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  MarkNotificationReadResult:
    | ( Omit<MarkNotificationReadSuccess, 'notification'> & { notification: _RefType['Notification'] } & { __typename: 'MarkNotificationReadSuccess' } )
    | ( NotificationNotFound & { __typename: 'NotificationNotFound' } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError: ( NotificationNotFound & { __typename: 'NotificationNotFound' } );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OrderUpdate: ResolverTypeWrapper<OrderUpdate>;
  ParcelUpdate: ResolverTypeWrapper<ParcelUpdate>;
  TrackingStep: TrackingStep;
  OrderStatus: OrderStatus;
  PaymentStatus: PaymentStatus;
  Order: ResolverTypeWrapper<Order>;
  NotificationEvent: ResolverTypeWrapper<Omit<NotificationEvent, 'notification'> & { notification?: Maybe<ResolversTypes['Notification']> }>;
  Notification: ResolverTypeWrapper<NotificationModel>;
  NotificationKind: NotificationKind;
  User: ResolverTypeWrapper<Omit<User, 'notifications'> & { notifications?: Maybe<ResolversTypes['NotificationConnection']> }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  NotificationConnection: ResolverTypeWrapper<NotificationConnectionOf>;
  NotificationEdge: ResolverTypeWrapper<Omit<NotificationEdge, 'node'> & { node: ResolversTypes['Notification'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  MarkNotificationReadInput: MarkNotificationReadInput;
  MarkNotificationReadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MarkNotificationReadResult']>;
  MarkNotificationReadSuccess: ResolverTypeWrapper<Omit<MarkNotificationReadSuccess, 'notification'> & { notification: ResolversTypes['Notification'] }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  NotificationNotFound: ResolverTypeWrapper<NotificationNotFound>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Subscription: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  OrderUpdate: OrderUpdate;
  ParcelUpdate: ParcelUpdate;
  Order: Order;
  NotificationEvent: Omit<NotificationEvent, 'notification'> & { notification?: Maybe<ResolversParentTypes['Notification']> };
  Notification: NotificationModel;
  User: Omit<User, 'notifications'> & { notifications?: Maybe<ResolversParentTypes['NotificationConnection']> } | FederationReferenceTypes['User'];
  Int: Scalars['Int']['output'];
  NotificationConnection: NotificationConnectionOf;
  NotificationEdge: Omit<NotificationEdge, 'node'> & { node: ResolversParentTypes['Notification'] };
  PageInfo: PageInfo;
  MarkNotificationReadInput: MarkNotificationReadInput;
  MarkNotificationReadResult: ResolversUnionTypes<ResolversParentTypes>['MarkNotificationReadResult'];
  MarkNotificationReadSuccess: Omit<MarkNotificationReadSuccess, 'notification'> & { notification: ResolversParentTypes['Notification'] };
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  NotificationNotFound: NotificationNotFound;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type FeedDirectiveArgs = {
  event: Scalars['String']['input'];
  key?: Maybe<Scalars['String']['input']>;
  owner: Scalars['String']['input'];
  subject?: Maybe<Scalars['String']['input']>;
  staff?: Scalars['Boolean']['input'];
};

export type FeedDirectiveResolver<Result, Parent, ContextType = NotificationsContext, Args = FeedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type SubscriptionResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  orderUpdated?: SubscriptionResolver<ResolversTypes['OrderUpdate'], "orderUpdated", ParentType, ContextType, RequireFields<SubscriptionOrderUpdatedArgs, 'orderId'>>;
  shipmentTracked?: SubscriptionResolver<ResolversTypes['ParcelUpdate'], "shipmentTracked", ParentType, ContextType, RequireFields<SubscriptionShipmentTrackedArgs, 'orderId'>>;
  notificationReceived?: SubscriptionResolver<ResolversTypes['NotificationEvent'], "notificationReceived", ParentType, ContextType, Partial<SubscriptionNotificationReceivedArgs>>;
};

export type MutationResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  markNotificationRead?: Resolver<ResolversTypes['MarkNotificationReadResult'], ParentType, ContextType, RequireFields<MutationMarkNotificationReadArgs, 'input'>>;
};

export type OrderUpdateResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['OrderUpdate'] = ResolversParentTypes['OrderUpdate']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  paymentStatus?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
};

export type ParcelUpdateResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['ParcelUpdate'] = ResolversParentTypes['ParcelUpdate']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parcelId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  trackingNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['TrackingStep'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
};

export type OrderResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type NotificationEventResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['NotificationEvent'] = ResolversParentTypes['NotificationEvent']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notification?: Resolver<Maybe<ResolversTypes['Notification']>, ParentType, ContextType>;
};

export type NotificationResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification'], FederationReferenceType extends FederationReferenceTypes['Notification'] = FederationReferenceTypes['Notification']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Notification']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NotificationKind'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  notifications?: Resolver<Maybe<ResolversTypes['NotificationConnection']>, ParentType, ContextType, RequireFields<UserNotificationsArgs, 'first'>>;
};

export type NotificationConnectionResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['NotificationConnection'] = ResolversParentTypes['NotificationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['NotificationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotificationEdgeResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['NotificationEdge'] = ResolversParentTypes['NotificationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MarkNotificationReadResultResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['MarkNotificationReadResult'] = ResolversParentTypes['MarkNotificationReadResult']> = {
  __resolveType: TypeResolveFn<'MarkNotificationReadSuccess' | 'NotificationNotFound', ParentType, ContextType>;
};

export type MarkNotificationReadSuccessResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['MarkNotificationReadSuccess'] = ResolversParentTypes['MarkNotificationReadSuccess']> = {
  notification?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'NotificationNotFound', ParentType, ContextType>;
};

export type NotificationNotFoundResolvers<ContextType = NotificationsContext, ParentType extends ResolversParentTypes['NotificationNotFound'] = ResolversParentTypes['NotificationNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = NotificationsContext> = {
  DateTime?: GraphQLScalarType;
  Subscription?: SubscriptionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OrderUpdate?: OrderUpdateResolvers<ContextType>;
  ParcelUpdate?: ParcelUpdateResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  NotificationEvent?: NotificationEventResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  MarkNotificationReadResult?: MarkNotificationReadResultResolvers<ContextType>;
  MarkNotificationReadSuccess?: MarkNotificationReadSuccessResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  NotificationNotFound?: NotificationNotFoundResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = NotificationsContext> = {
  feed?: FeedDirectiveResolver<any, any, ContextType>;
};
