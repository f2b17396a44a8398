// generated from subgraphs/users/schema.graphql by schema/tools/generate-types.ts
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { UserView } from './types/user.ts';
import type { AddressEntry } from '../address/address-entry.ts';
import type { SessionTokens } from '../session/access-tokens.ts';
import type { UsersContext } from './context.ts';
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

export type Role =
  | 'CUSTOMER'
  | 'STAFF'
  | 'ADMIN';

export type Query = {
  __typename?: 'Query';
  /** The signed-in user; null for a guest, with a session or without. */
  me?: Maybe<User>;
  /** Staff only. */
  user?: Maybe<User>;
};


export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  register: RegisterResult;
  login: LoginResult;
  /** Begins a session without an account: carts and orders of such a guest become the user's at register or login. */
  startGuestSession: StartGuestSessionResult;
  /** Exchanges a refresh token for a new session; the old token stops working. */
  refreshSession: RefreshSessionResult;
  /** Ends the session that signed this request. */
  logout: LogoutResult;
  updateProfile: UpdateProfileResult;
  changePassword: ChangePasswordResult;
  saveAddress: SaveAddressResult;
  removeAddress: RemoveAddressResult;
  /** Admins only. */
  setRoles: SetRolesResult;
};


export type MutationRegisterArgs = {
  input: RegisterInput;
};


export type MutationLoginArgs = {
  input: LoginInput;
};


export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


export type MutationSaveAddressArgs = {
  input: SaveAddressInput;
};


export type MutationRemoveAddressArgs = {
  input: RemoveAddressInput;
};


export type MutationSetRolesArgs = {
  input: SetRolesInput;
};

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
  /** The display name, public beside reviews. */
  name: Scalars['String']['output'];
  /** Visible to the user and to staff; null for everybody else. */
  email?: Maybe<Scalars['String']['output']>;
  /** Visible to the user and to staff; null for everybody else. */
  roles?: Maybe<Array<Role>>;
  createdAt: Scalars['DateTime']['output'];
  /** Visible to the user and to staff; null for everybody else. */
  addresses?: Maybe<Array<SavedAddress>>;
};

export type SavedAddress = {
  __typename?: 'SavedAddress';
  id: Scalars['ID']['output'];
  address: Address;
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

export type Session = {
  __typename?: 'Session';
  /** Sent as `Authorization: Bearer …`; short-lived. */
  accessToken: Scalars['String']['output'];
  /** Good for one call of refreshSession. */
  refreshToken: Scalars['String']['output'];
  /** When the access token expires. */
  expiresAt: Scalars['DateTime']['output'];
};

export type RegisterInput = {
  email: Scalars['String']['input'];
  /** At least 8 characters. */
  password: Scalars['String']['input'];
  name: Scalars['String']['input'];
  /** Of the guest session that the user had until now: it ends, and its carts and orders become the user's. */
  guestRefreshToken?: InputMaybe<Scalars['String']['input']>;
};

export type LoginInput = {
  email: Scalars['String']['input'];
  password: Scalars['String']['input'];
  /** Of the guest session that the user had until now: it ends, and its carts and orders become the user's. */
  guestRefreshToken?: InputMaybe<Scalars['String']['input']>;
};

export type RefreshSessionInput = {
  refreshToken: Scalars['String']['input'];
};

export type UpdateProfileInput = {
  name: Scalars['String']['input'];
};

export type ChangePasswordInput = {
  currentPassword: Scalars['String']['input'];
  /** At least 8 characters. */
  newPassword: Scalars['String']['input'];
};

export type SaveAddressInput = {
  /** Of the address to change; absent to add one. */
  id?: InputMaybe<Scalars['ID']['input']>;
  address: AddressInput;
};

export type RemoveAddressInput = {
  id: Scalars['ID']['input'];
};

export type SetRolesInput = {
  userId: Scalars['ID']['input'];
  roles: Array<Role>;
};

export type RegisterResult = RegisterSuccess | EmailTaken | TooManyAttempts | InvalidInput;

export type LoginResult = LoginSuccess | InvalidCredentials | TooManyAttempts | InvalidInput;

export type StartGuestSessionResult = StartGuestSessionSuccess | TooManyAttempts;

export type RefreshSessionResult = RefreshSessionSuccess | RefreshGuestSessionSuccess | InvalidRefreshToken;

export type LogoutResult = LogoutSuccess;

export type UpdateProfileResult = UpdateProfileSuccess | InvalidInput;

export type ChangePasswordResult = ChangePasswordSuccess | InvalidCredentials | TooManyAttempts | InvalidInput;

export type SaveAddressResult = SaveAddressSuccess | AddressNotFound | InvalidInput;

export type RemoveAddressResult = RemoveAddressSuccess | AddressNotFound;

export type SetRolesResult = SetRolesSuccess | UserNotFound | InvalidInput;

export type RegisterSuccess = {
  __typename?: 'RegisterSuccess';
  user: User;
  session: Session;
};

export type LoginSuccess = {
  __typename?: 'LoginSuccess';
  user: User;
  session: Session;
};

export type StartGuestSessionSuccess = {
  __typename?: 'StartGuestSessionSuccess';
  /** Whom the guest's carts and orders belong to. */
  guestId: Scalars['ID']['output'];
  session: Session;
};

export type RefreshSessionSuccess = {
  __typename?: 'RefreshSessionSuccess';
  user: User;
  session: Session;
};

export type RefreshGuestSessionSuccess = {
  __typename?: 'RefreshGuestSessionSuccess';
  guestId: Scalars['ID']['output'];
  session: Session;
};

export type LogoutSuccess = {
  __typename?: 'LogoutSuccess';
  /** Always true: the session is over, however often it is ended. */
  ended: Scalars['Boolean']['output'];
};

export type UpdateProfileSuccess = {
  __typename?: 'UpdateProfileSuccess';
  user: User;
};

/** Every other session of the user has been ended. */
export type ChangePasswordSuccess = {
  __typename?: 'ChangePasswordSuccess';
  user: User;
};

export type SaveAddressSuccess = {
  __typename?: 'SaveAddressSuccess';
  address: SavedAddress;
};

export type RemoveAddressSuccess = {
  __typename?: 'RemoveAddressSuccess';
  id: Scalars['ID']['output'];
};

export type SetRolesSuccess = {
  __typename?: 'SetRolesSuccess';
  user: User;
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

export type EmailTaken = UserError & {
  __typename?: 'EmailTaken';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type InvalidCredentials = UserError & {
  __typename?: 'InvalidCredentials';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type TooManyAttempts = UserError & {
  __typename?: 'TooManyAttempts';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  retryAfterSeconds: Scalars['Int']['output'];
};

export type InvalidRefreshToken = UserError & {
  __typename?: 'InvalidRefreshToken';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type AddressNotFound = UserError & {
  __typename?: 'AddressNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type UserNotFound = UserError & {
  __typename?: 'UserNotFound';
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
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  RegisterResult:
    | ( Omit<RegisterSuccess, 'user' | 'session'> & { user: _RefType['User'], session: _RefType['Session'] } & { __typename: 'RegisterSuccess' } )
    | ( EmailTaken & { __typename: 'EmailTaken' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  LoginResult:
    | ( Omit<LoginSuccess, 'user' | 'session'> & { user: _RefType['User'], session: _RefType['Session'] } & { __typename: 'LoginSuccess' } )
    | ( InvalidCredentials & { __typename: 'InvalidCredentials' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  StartGuestSessionResult:
    | ( Omit<StartGuestSessionSuccess, 'session'> & { session: _RefType['Session'] } & { __typename: 'StartGuestSessionSuccess' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
  ;
  RefreshSessionResult:
    | ( Omit<RefreshSessionSuccess, 'user' | 'session'> & { user: _RefType['User'], session: _RefType['Session'] } & { __typename: 'RefreshSessionSuccess' } )
    | ( Omit<RefreshGuestSessionSuccess, 'session'> & { session: _RefType['Session'] } & { __typename: 'RefreshGuestSessionSuccess' } )
    | ( InvalidRefreshToken & { __typename: 'InvalidRefreshToken' } )
  ;
  LogoutResult: ( LogoutSuccess & { __typename: 'LogoutSuccess' } );
  UpdateProfileResult:
    | ( Omit<UpdateProfileSuccess, 'user'> & { user: _RefType['User'] } & { __typename: 'UpdateProfileSuccess' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  ChangePasswordResult:
    | ( Omit<ChangePasswordSuccess, 'user'> & { user: _RefType['User'] } & { __typename: 'ChangePasswordSuccess' } )
    | ( InvalidCredentials & { __typename: 'InvalidCredentials' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  SaveAddressResult:
    | ( Omit<SaveAddressSuccess, 'address'> & { address: _RefType['SavedAddress'] } & { __typename: 'SaveAddressSuccess' } )
    | ( AddressNotFound & { __typename: 'AddressNotFound' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  RemoveAddressResult:
    | ( RemoveAddressSuccess & { __typename: 'RemoveAddressSuccess' } )
    | ( AddressNotFound & { __typename: 'AddressNotFound' } )
  ;
  SetRolesResult:
    | ( Omit<SetRolesSuccess, 'user'> & { user: _RefType['User'] } & { __typename: 'SetRolesSuccess' } )
    | ( UserNotFound & { __typename: 'UserNotFound' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( EmailTaken & { __typename: 'EmailTaken' } )
    | ( InvalidCredentials & { __typename: 'InvalidCredentials' } )
    | ( TooManyAttempts & { __typename: 'TooManyAttempts' } )
    | ( InvalidRefreshToken & { __typename: 'InvalidRefreshToken' } )
    | ( AddressNotFound & { __typename: 'AddressNotFound' } )
    | ( UserNotFound & { __typename: 'UserNotFound' } )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Role: Role;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  User: ResolverTypeWrapper<UserView>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SavedAddress: ResolverTypeWrapper<AddressEntry>;
  Address: ResolverTypeWrapper<Address>;
  AddressInput: AddressInput;
  Session: ResolverTypeWrapper<SessionTokens>;
  RegisterInput: RegisterInput;
  LoginInput: LoginInput;
  RefreshSessionInput: RefreshSessionInput;
  UpdateProfileInput: UpdateProfileInput;
  ChangePasswordInput: ChangePasswordInput;
  SaveAddressInput: SaveAddressInput;
  RemoveAddressInput: RemoveAddressInput;
  SetRolesInput: SetRolesInput;
  RegisterResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterResult']>;
  LoginResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LoginResult']>;
  StartGuestSessionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartGuestSessionResult']>;
  RefreshSessionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefreshSessionResult']>;
  LogoutResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LogoutResult']>;
  UpdateProfileResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateProfileResult']>;
  ChangePasswordResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangePasswordResult']>;
  SaveAddressResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SaveAddressResult']>;
  RemoveAddressResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveAddressResult']>;
  SetRolesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetRolesResult']>;
  RegisterSuccess: ResolverTypeWrapper<Omit<RegisterSuccess, 'user' | 'session'> & { user: ResolversTypes['User'], session: ResolversTypes['Session'] }>;
  LoginSuccess: ResolverTypeWrapper<Omit<LoginSuccess, 'user' | 'session'> & { user: ResolversTypes['User'], session: ResolversTypes['Session'] }>;
  StartGuestSessionSuccess: ResolverTypeWrapper<Omit<StartGuestSessionSuccess, 'session'> & { session: ResolversTypes['Session'] }>;
  RefreshSessionSuccess: ResolverTypeWrapper<Omit<RefreshSessionSuccess, 'user' | 'session'> & { user: ResolversTypes['User'], session: ResolversTypes['Session'] }>;
  RefreshGuestSessionSuccess: ResolverTypeWrapper<Omit<RefreshGuestSessionSuccess, 'session'> & { session: ResolversTypes['Session'] }>;
  LogoutSuccess: ResolverTypeWrapper<LogoutSuccess>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  UpdateProfileSuccess: ResolverTypeWrapper<Omit<UpdateProfileSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  ChangePasswordSuccess: ResolverTypeWrapper<Omit<ChangePasswordSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  SaveAddressSuccess: ResolverTypeWrapper<Omit<SaveAddressSuccess, 'address'> & { address: ResolversTypes['SavedAddress'] }>;
  RemoveAddressSuccess: ResolverTypeWrapper<RemoveAddressSuccess>;
  SetRolesSuccess: ResolverTypeWrapper<Omit<SetRolesSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  InvalidField: ResolverTypeWrapper<InvalidField>;
  EmailTaken: ResolverTypeWrapper<EmailTaken>;
  InvalidCredentials: ResolverTypeWrapper<InvalidCredentials>;
  TooManyAttempts: ResolverTypeWrapper<TooManyAttempts>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  InvalidRefreshToken: ResolverTypeWrapper<InvalidRefreshToken>;
  AddressNotFound: ResolverTypeWrapper<AddressNotFound>;
  UserNotFound: ResolverTypeWrapper<UserNotFound>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  User: UserView;
  String: Scalars['String']['output'];
  SavedAddress: AddressEntry;
  Address: Address;
  AddressInput: AddressInput;
  Session: SessionTokens;
  RegisterInput: RegisterInput;
  LoginInput: LoginInput;
  RefreshSessionInput: RefreshSessionInput;
  UpdateProfileInput: UpdateProfileInput;
  ChangePasswordInput: ChangePasswordInput;
  SaveAddressInput: SaveAddressInput;
  RemoveAddressInput: RemoveAddressInput;
  SetRolesInput: SetRolesInput;
  RegisterResult: ResolversUnionTypes<ResolversParentTypes>['RegisterResult'];
  LoginResult: ResolversUnionTypes<ResolversParentTypes>['LoginResult'];
  StartGuestSessionResult: ResolversUnionTypes<ResolversParentTypes>['StartGuestSessionResult'];
  RefreshSessionResult: ResolversUnionTypes<ResolversParentTypes>['RefreshSessionResult'];
  LogoutResult: ResolversUnionTypes<ResolversParentTypes>['LogoutResult'];
  UpdateProfileResult: ResolversUnionTypes<ResolversParentTypes>['UpdateProfileResult'];
  ChangePasswordResult: ResolversUnionTypes<ResolversParentTypes>['ChangePasswordResult'];
  SaveAddressResult: ResolversUnionTypes<ResolversParentTypes>['SaveAddressResult'];
  RemoveAddressResult: ResolversUnionTypes<ResolversParentTypes>['RemoveAddressResult'];
  SetRolesResult: ResolversUnionTypes<ResolversParentTypes>['SetRolesResult'];
  RegisterSuccess: Omit<RegisterSuccess, 'user' | 'session'> & { user: ResolversParentTypes['User'], session: ResolversParentTypes['Session'] };
  LoginSuccess: Omit<LoginSuccess, 'user' | 'session'> & { user: ResolversParentTypes['User'], session: ResolversParentTypes['Session'] };
  StartGuestSessionSuccess: Omit<StartGuestSessionSuccess, 'session'> & { session: ResolversParentTypes['Session'] };
  RefreshSessionSuccess: Omit<RefreshSessionSuccess, 'user' | 'session'> & { user: ResolversParentTypes['User'], session: ResolversParentTypes['Session'] };
  RefreshGuestSessionSuccess: Omit<RefreshGuestSessionSuccess, 'session'> & { session: ResolversParentTypes['Session'] };
  LogoutSuccess: LogoutSuccess;
  Boolean: Scalars['Boolean']['output'];
  UpdateProfileSuccess: Omit<UpdateProfileSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  ChangePasswordSuccess: Omit<ChangePasswordSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  SaveAddressSuccess: Omit<SaveAddressSuccess, 'address'> & { address: ResolversParentTypes['SavedAddress'] };
  RemoveAddressSuccess: RemoveAddressSuccess;
  SetRolesSuccess: Omit<SetRolesSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  InvalidInput: InvalidInput;
  InvalidField: InvalidField;
  EmailTaken: EmailTaken;
  InvalidCredentials: InvalidCredentials;
  TooManyAttempts: TooManyAttempts;
  Int: Scalars['Int']['output'];
  InvalidRefreshToken: InvalidRefreshToken;
  AddressNotFound: AddressNotFound;
  UserNotFound: UserNotFound;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type QueryResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
};

export type MutationResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  register?: Resolver<ResolversTypes['RegisterResult'], ParentType, ContextType, RequireFields<MutationRegisterArgs, 'input'>>;
  login?: Resolver<ResolversTypes['LoginResult'], ParentType, ContextType, RequireFields<MutationLoginArgs, 'input'>>;
  startGuestSession?: Resolver<ResolversTypes['StartGuestSessionResult'], ParentType, ContextType>;
  refreshSession?: Resolver<ResolversTypes['RefreshSessionResult'], ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  logout?: Resolver<ResolversTypes['LogoutResult'], ParentType, ContextType>;
  updateProfile?: Resolver<ResolversTypes['UpdateProfileResult'], ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  changePassword?: Resolver<ResolversTypes['ChangePasswordResult'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  saveAddress?: Resolver<ResolversTypes['SaveAddressResult'], ParentType, ContextType, RequireFields<MutationSaveAddressArgs, 'input'>>;
  removeAddress?: Resolver<ResolversTypes['RemoveAddressResult'], ParentType, ContextType, RequireFields<MutationRemoveAddressArgs, 'input'>>;
  setRoles?: Resolver<ResolversTypes['SetRolesResult'], ParentType, ContextType, RequireFields<MutationSetRolesArgs, 'input'>>;
};

export type UserResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<Array<ResolversTypes['Role']>>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  addresses?: Resolver<Maybe<Array<ResolversTypes['SavedAddress']>>, ParentType, ContextType>;
};

export type SavedAddressResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SavedAddress'] = ResolversParentTypes['SavedAddress']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  address?: Resolver<ResolversTypes['Address'], ParentType, ContextType>;
};

export type AddressResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  street?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SessionResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RegisterResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RegisterResult'] = ResolversParentTypes['RegisterResult']> = {
  __resolveType: TypeResolveFn<'RegisterSuccess' | 'EmailTaken' | 'TooManyAttempts' | 'InvalidInput', ParentType, ContextType>;
};

export type LoginResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['LoginResult'] = ResolversParentTypes['LoginResult']> = {
  __resolveType: TypeResolveFn<'LoginSuccess' | 'InvalidCredentials' | 'TooManyAttempts' | 'InvalidInput', ParentType, ContextType>;
};

export type StartGuestSessionResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['StartGuestSessionResult'] = ResolversParentTypes['StartGuestSessionResult']> = {
  __resolveType: TypeResolveFn<'StartGuestSessionSuccess' | 'TooManyAttempts', ParentType, ContextType>;
};

export type RefreshSessionResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RefreshSessionResult'] = ResolversParentTypes['RefreshSessionResult']> = {
  __resolveType: TypeResolveFn<'RefreshSessionSuccess' | 'RefreshGuestSessionSuccess' | 'InvalidRefreshToken', ParentType, ContextType>;
};

export type LogoutResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['LogoutResult'] = ResolversParentTypes['LogoutResult']> = {
  __resolveType: TypeResolveFn<'LogoutSuccess', ParentType, ContextType>;
};

export type UpdateProfileResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UpdateProfileResult'] = ResolversParentTypes['UpdateProfileResult']> = {
  __resolveType: TypeResolveFn<'UpdateProfileSuccess' | 'InvalidInput', ParentType, ContextType>;
};

export type ChangePasswordResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['ChangePasswordResult'] = ResolversParentTypes['ChangePasswordResult']> = {
  __resolveType: TypeResolveFn<'ChangePasswordSuccess' | 'InvalidCredentials' | 'TooManyAttempts' | 'InvalidInput', ParentType, ContextType>;
};

export type SaveAddressResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SaveAddressResult'] = ResolversParentTypes['SaveAddressResult']> = {
  __resolveType: TypeResolveFn<'SaveAddressSuccess' | 'AddressNotFound' | 'InvalidInput', ParentType, ContextType>;
};

export type RemoveAddressResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RemoveAddressResult'] = ResolversParentTypes['RemoveAddressResult']> = {
  __resolveType: TypeResolveFn<'RemoveAddressSuccess' | 'AddressNotFound', ParentType, ContextType>;
};

export type SetRolesResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SetRolesResult'] = ResolversParentTypes['SetRolesResult']> = {
  __resolveType: TypeResolveFn<'SetRolesSuccess' | 'UserNotFound' | 'InvalidInput', ParentType, ContextType>;
};

export type RegisterSuccessResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RegisterSuccess'] = ResolversParentTypes['RegisterSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LoginSuccessResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['LoginSuccess'] = ResolversParentTypes['LoginSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StartGuestSessionSuccessResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['StartGuestSessionSuccess'] = ResolversParentTypes['StartGuestSessionSuccess']> = {
  guestId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefreshSessionSuccessResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RefreshSessionSuccess'] = ResolversParentTypes['RefreshSessionSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefreshGuestSessionSuccessResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RefreshGuestSessionSuccess'] = ResolversParentTypes['RefreshGuestSessionSuccess']> = {
  guestId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LogoutSuccessResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['LogoutSuccess'] = ResolversParentTypes['LogoutSuccess']> = {
  ended?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateProfileSuccessResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UpdateProfileSuccess'] = ResolversParentTypes['UpdateProfileSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangePasswordSuccessResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['ChangePasswordSuccess'] = ResolversParentTypes['ChangePasswordSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SaveAddressSuccessResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SaveAddressSuccess'] = ResolversParentTypes['SaveAddressSuccess']> = {
  address?: Resolver<ResolversTypes['SavedAddress'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveAddressSuccessResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RemoveAddressSuccess'] = ResolversParentTypes['RemoveAddressSuccess']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetRolesSuccessResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SetRolesSuccess'] = ResolversParentTypes['SetRolesSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'EmailTaken' | 'InvalidCredentials' | 'TooManyAttempts' | 'InvalidRefreshToken' | 'AddressNotFound' | 'UserNotFound', ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['InvalidField']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidFieldResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['InvalidField'] = ResolversParentTypes['InvalidField']> = {
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EmailTakenResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['EmailTaken'] = ResolversParentTypes['EmailTaken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidCredentialsResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['InvalidCredentials'] = ResolversParentTypes['InvalidCredentials']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooManyAttemptsResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['TooManyAttempts'] = ResolversParentTypes['TooManyAttempts']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidRefreshTokenResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['InvalidRefreshToken'] = ResolversParentTypes['InvalidRefreshToken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AddressNotFoundResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['AddressNotFound'] = ResolversParentTypes['AddressNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserNotFoundResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserNotFound'] = ResolversParentTypes['UserNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = UsersContext> = {
  DateTime?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  SavedAddress?: SavedAddressResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  RegisterResult?: RegisterResultResolvers<ContextType>;
  LoginResult?: LoginResultResolvers<ContextType>;
  StartGuestSessionResult?: StartGuestSessionResultResolvers<ContextType>;
  RefreshSessionResult?: RefreshSessionResultResolvers<ContextType>;
  LogoutResult?: LogoutResultResolvers<ContextType>;
  UpdateProfileResult?: UpdateProfileResultResolvers<ContextType>;
  ChangePasswordResult?: ChangePasswordResultResolvers<ContextType>;
  SaveAddressResult?: SaveAddressResultResolvers<ContextType>;
  RemoveAddressResult?: RemoveAddressResultResolvers<ContextType>;
  SetRolesResult?: SetRolesResultResolvers<ContextType>;
  RegisterSuccess?: RegisterSuccessResolvers<ContextType>;
  LoginSuccess?: LoginSuccessResolvers<ContextType>;
  StartGuestSessionSuccess?: StartGuestSessionSuccessResolvers<ContextType>;
  RefreshSessionSuccess?: RefreshSessionSuccessResolvers<ContextType>;
  RefreshGuestSessionSuccess?: RefreshGuestSessionSuccessResolvers<ContextType>;
  LogoutSuccess?: LogoutSuccessResolvers<ContextType>;
  UpdateProfileSuccess?: UpdateProfileSuccessResolvers<ContextType>;
  ChangePasswordSuccess?: ChangePasswordSuccessResolvers<ContextType>;
  SaveAddressSuccess?: SaveAddressSuccessResolvers<ContextType>;
  RemoveAddressSuccess?: RemoveAddressSuccessResolvers<ContextType>;
  SetRolesSuccess?: SetRolesSuccessResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  InvalidField?: InvalidFieldResolvers<ContextType>;
  EmailTaken?: EmailTakenResolvers<ContextType>;
  InvalidCredentials?: InvalidCredentialsResolvers<ContextType>;
  TooManyAttempts?: TooManyAttemptsResolvers<ContextType>;
  InvalidRefreshToken?: InvalidRefreshTokenResolvers<ContextType>;
  AddressNotFound?: AddressNotFoundResolvers<ContextType>;
  UserNotFound?: UserNotFoundResolvers<ContextType>;
};
