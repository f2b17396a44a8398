// generated from subgraphs/products/schema.graphql by schema/tools/generate-types.ts
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProductView, Price } from '../catalogue/product-view.ts';
import type { ProductReview } from '../review/product-review.ts';
import type { ProductPage } from './types/product-connection.ts';
import type { ProductsContext } from './context.ts';
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
  /** The catalogue. `search` looks in name, description and category; `first` is at most 100. */
  products: ProductConnection;
  /** One product by its id or by its slug: exactly one of the two. */
  product?: Maybe<Product>;
  categories: Array<Category>;
};


export type QueryProductsArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProductFilter>;
  sort?: InputMaybe<ProductSort>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryProductArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Staff only. */
  createProduct: CreateProductResult;
  /** Staff only. */
  updateProduct: UpdateProductResult;
  /** Staff only. */
  createCategory: CreateCategoryResult;
  /** Staff only. The slug stays: addresses are made of it. */
  updateCategory: UpdateCategoryResult;
  /** Staff only. */
  adjustStock: AdjustStockResult;
  /** One review a product and customer. */
  addReview: AddReviewResult;
};


export type MutationCreateProductArgs = {
  input: CreateProductInput;
};


export type MutationUpdateProductArgs = {
  input: UpdateProductInput;
};


export type MutationCreateCategoryArgs = {
  input: CreateCategoryInput;
};


export type MutationUpdateCategoryArgs = {
  input: UpdateCategoryInput;
};


export type MutationAdjustStockArgs = {
  input: AdjustStockInput;
};


export type MutationAddReviewArgs = {
  input: AddReviewInput;
};

export type Product = {
  __typename?: 'Product';
  id: Scalars['ID']['output'];
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
  description: Scalars['String']['output'];
  price: Money;
  stock: Stock;
  category?: Maybe<Category>;
  reviews: ReviewConnection;
  /** From 1 to 5; null before the first review. */
  averageRating?: Maybe<Scalars['Float']['output']>;
  createdAt: Scalars['DateTime']['output'];
};


export type ProductReviewsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Stock = {
  __typename?: 'Stock';
  /** What can be ordered now. */
  available: Scalars['Int']['output'];
};

export type Category = {
  __typename?: 'Category';
  id: Scalars['ID']['output'];
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
};

export type Review = {
  __typename?: 'Review';
  id: Scalars['ID']['output'];
  rating: Scalars['Int']['output'];
  body: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  author?: Maybe<User>;
};

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
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

export type ProductFilter = {
  /** A category's slug. */
  category?: InputMaybe<Scalars['String']['input']>;
  inStock?: InputMaybe<Scalars['Boolean']['input']>;
  minPrice?: InputMaybe<Scalars['Decimal']['input']>;
  maxPrice?: InputMaybe<Scalars['Decimal']['input']>;
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
};

export type ProductSort =
  /** By how well the search matches; newest first without a search. */
  | 'RELEVANCE'
  | 'NEWEST'
  | 'NAME'
  | 'PRICE_ASC'
  | 'PRICE_DESC'
  | 'RATING';

export type ProductConnection = {
  __typename?: 'ProductConnection';
  edges: Array<ProductEdge>;
  nodes: Array<Product>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type ProductEdge = {
  __typename?: 'ProductEdge';
  cursor: Scalars['String']['output'];
  node: Product;
};

export type ReviewConnection = {
  __typename?: 'ReviewConnection';
  edges: Array<ReviewEdge>;
  nodes: Array<Review>;
  pageInfo: PageInfo;
};

export type ReviewEdge = {
  __typename?: 'ReviewEdge';
  cursor: Scalars['String']['output'];
  node: Review;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  endCursor?: Maybe<Scalars['String']['output']>;
};

export type CreateProductInput = {
  name: Scalars['String']['input'];
  /** Lower-case letters, digits and hyphens. */
  slug: Scalars['String']['input'];
  description: Scalars['String']['input'];
  price: MoneyInput;
  initialStock: Scalars['Int']['input'];
  /** A category's slug. */
  category?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateProductInput = {
  productId: Scalars['ID']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  description?: InputMaybe<Scalars['String']['input']>;
  price?: InputMaybe<MoneyInput>;
  /** A category's slug. */
  category?: InputMaybe<Scalars['String']['input']>;
};

export type CreateCategoryInput = {
  name: Scalars['String']['input'];
  /** Lower-case letters, digits and hyphens. */
  slug: Scalars['String']['input'];
};

export type UpdateCategoryInput = {
  categoryId: Scalars['ID']['input'];
  name: Scalars['String']['input'];
};

export type AdjustStockInput = {
  productId: Scalars['ID']['input'];
  /** Added to what is available; negative to take away. */
  delta: Scalars['Int']['input'];
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type AddReviewInput = {
  productId: Scalars['ID']['input'];
  /** From 1 to 5. */
  rating: Scalars['Int']['input'];
  body: Scalars['String']['input'];
};

export type CreateProductResult = CreateProductSuccess | SlugTaken | CategoryNotFound | InvalidInput;

export type UpdateProductResult = UpdateProductSuccess | ProductNotFound | CategoryNotFound | InvalidInput;

export type CreateCategoryResult = CreateCategorySuccess | SlugTaken | InvalidInput;

export type UpdateCategoryResult = UpdateCategorySuccess | CategoryNotFound | InvalidInput;

export type AdjustStockResult = AdjustStockSuccess | ProductNotFound | InsufficientStock | IdempotencyKeyReused | InProgress | InvalidInput;

export type AddReviewResult = AddReviewSuccess | ProductNotFound | AlreadyReviewed | InvalidInput;

export type CreateProductSuccess = {
  __typename?: 'CreateProductSuccess';
  product: Product;
};

export type UpdateProductSuccess = {
  __typename?: 'UpdateProductSuccess';
  product: Product;
};

export type CreateCategorySuccess = {
  __typename?: 'CreateCategorySuccess';
  category: Category;
};

export type UpdateCategorySuccess = {
  __typename?: 'UpdateCategorySuccess';
  category: Category;
};

export type AdjustStockSuccess = {
  __typename?: 'AdjustStockSuccess';
  product: Product;
};

export type AddReviewSuccess = {
  __typename?: 'AddReviewSuccess';
  review: Review;
  product: Product;
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

export type SlugTaken = UserError & {
  __typename?: 'SlugTaken';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type CategoryNotFound = UserError & {
  __typename?: 'CategoryNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type InsufficientStock = UserError & {
  __typename?: 'InsufficientStock';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  product: Product;
  available: Scalars['Int']['output'];
};

export type AlreadyReviewed = UserError & {
  __typename?: 'AlreadyReviewed';
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
  Product: Product;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CreateProductResult:
    | ( Omit<CreateProductSuccess, 'product'> & { product: _RefType['Product'] } & { __typename: 'CreateProductSuccess' } )
    | ( SlugTaken & { __typename: 'SlugTaken' } )
    | ( CategoryNotFound & { __typename: 'CategoryNotFound' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  UpdateProductResult:
    | ( Omit<UpdateProductSuccess, 'product'> & { product: _RefType['Product'] } & { __typename: 'UpdateProductSuccess' } )
    | ( ProductNotFound & { __typename: 'ProductNotFound' } )
    | ( CategoryNotFound & { __typename: 'CategoryNotFound' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  CreateCategoryResult:
    | ( CreateCategorySuccess & { __typename: 'CreateCategorySuccess' } )
    | ( SlugTaken & { __typename: 'SlugTaken' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  UpdateCategoryResult:
    | ( UpdateCategorySuccess & { __typename: 'UpdateCategorySuccess' } )
    | ( CategoryNotFound & { __typename: 'CategoryNotFound' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  AdjustStockResult:
    | ( Omit<AdjustStockSuccess, 'product'> & { product: _RefType['Product'] } & { __typename: 'AdjustStockSuccess' } )
    | ( ProductNotFound & { __typename: 'ProductNotFound' } )
    | ( Omit<InsufficientStock, 'product'> & { product: _RefType['Product'] } & { __typename: 'InsufficientStock' } )
    | ( IdempotencyKeyReused & { __typename: 'IdempotencyKeyReused' } )
    | ( InProgress & { __typename: 'InProgress' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  AddReviewResult:
    | ( Omit<AddReviewSuccess, 'review' | 'product'> & { review: _RefType['Review'], product: _RefType['Product'] } & { __typename: 'AddReviewSuccess' } )
    | ( ProductNotFound & { __typename: 'ProductNotFound' } )
    | ( AlreadyReviewed & { __typename: 'AlreadyReviewed' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( ProductNotFound & { __typename: 'ProductNotFound' } )
    | ( SlugTaken & { __typename: 'SlugTaken' } )
    | ( CategoryNotFound & { __typename: 'CategoryNotFound' } )
    | ( Omit<InsufficientStock, 'product'> & { product: _RefType['Product'] } & { __typename: 'InsufficientStock' } )
    | ( AlreadyReviewed & { __typename: 'AlreadyReviewed' } )
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
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Product: ResolverTypeWrapper<ProductView>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Stock: ResolverTypeWrapper<Stock>;
  Category: ResolverTypeWrapper<Category>;
  Review: ResolverTypeWrapper<ProductReview>;
  User: ResolverTypeWrapper<User>;
  Money: ResolverTypeWrapper<Price>;
  MoneyInput: MoneyInput;
  ProductFilter: ProductFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ProductSort: ProductSort;
  ProductConnection: ResolverTypeWrapper<ProductPage>;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  ReviewConnection: ResolverTypeWrapper<Omit<ReviewConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ReviewEdge']>, nodes: Array<ResolversTypes['Review']> }>;
  ReviewEdge: ResolverTypeWrapper<Omit<ReviewEdge, 'node'> & { node: ResolversTypes['Review'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  CreateProductInput: CreateProductInput;
  UpdateProductInput: UpdateProductInput;
  CreateCategoryInput: CreateCategoryInput;
  UpdateCategoryInput: UpdateCategoryInput;
  AdjustStockInput: AdjustStockInput;
  AddReviewInput: AddReviewInput;
  CreateProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateProductResult']>;
  UpdateProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateProductResult']>;
  CreateCategoryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateCategoryResult']>;
  UpdateCategoryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateCategoryResult']>;
  AdjustStockResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AdjustStockResult']>;
  AddReviewResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddReviewResult']>;
  CreateProductSuccess: ResolverTypeWrapper<Omit<CreateProductSuccess, 'product'> & { product: ResolversTypes['Product'] }>;
  UpdateProductSuccess: ResolverTypeWrapper<Omit<UpdateProductSuccess, 'product'> & { product: ResolversTypes['Product'] }>;
  CreateCategorySuccess: ResolverTypeWrapper<CreateCategorySuccess>;
  UpdateCategorySuccess: ResolverTypeWrapper<UpdateCategorySuccess>;
  AdjustStockSuccess: ResolverTypeWrapper<Omit<AdjustStockSuccess, 'product'> & { product: ResolversTypes['Product'] }>;
  AddReviewSuccess: ResolverTypeWrapper<Omit<AddReviewSuccess, 'review' | 'product'> & { review: ResolversTypes['Review'], product: ResolversTypes['Product'] }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  InvalidField: ResolverTypeWrapper<InvalidField>;
  ProductNotFound: ResolverTypeWrapper<ProductNotFound>;
  SlugTaken: ResolverTypeWrapper<SlugTaken>;
  CategoryNotFound: ResolverTypeWrapper<CategoryNotFound>;
  InsufficientStock: ResolverTypeWrapper<Omit<InsufficientStock, 'product'> & { product: ResolversTypes['Product'] }>;
  AlreadyReviewed: ResolverTypeWrapper<AlreadyReviewed>;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  InProgress: ResolverTypeWrapper<InProgress>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Query: Record<PropertyKey, never>;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  Product: ProductView;
  Float: Scalars['Float']['output'];
  Stock: Stock;
  Category: Category;
  Review: ProductReview;
  User: User;
  Money: Price;
  MoneyInput: MoneyInput;
  ProductFilter: ProductFilter;
  Boolean: Scalars['Boolean']['output'];
  ProductConnection: ProductPage;
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  ReviewConnection: Omit<ReviewConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ReviewEdge']>, nodes: Array<ResolversParentTypes['Review']> };
  ReviewEdge: Omit<ReviewEdge, 'node'> & { node: ResolversParentTypes['Review'] };
  PageInfo: PageInfo;
  CreateProductInput: CreateProductInput;
  UpdateProductInput: UpdateProductInput;
  CreateCategoryInput: CreateCategoryInput;
  UpdateCategoryInput: UpdateCategoryInput;
  AdjustStockInput: AdjustStockInput;
  AddReviewInput: AddReviewInput;
  CreateProductResult: ResolversUnionTypes<ResolversParentTypes>['CreateProductResult'];
  UpdateProductResult: ResolversUnionTypes<ResolversParentTypes>['UpdateProductResult'];
  CreateCategoryResult: ResolversUnionTypes<ResolversParentTypes>['CreateCategoryResult'];
  UpdateCategoryResult: ResolversUnionTypes<ResolversParentTypes>['UpdateCategoryResult'];
  AdjustStockResult: ResolversUnionTypes<ResolversParentTypes>['AdjustStockResult'];
  AddReviewResult: ResolversUnionTypes<ResolversParentTypes>['AddReviewResult'];
  CreateProductSuccess: Omit<CreateProductSuccess, 'product'> & { product: ResolversParentTypes['Product'] };
  UpdateProductSuccess: Omit<UpdateProductSuccess, 'product'> & { product: ResolversParentTypes['Product'] };
  CreateCategorySuccess: CreateCategorySuccess;
  UpdateCategorySuccess: UpdateCategorySuccess;
  AdjustStockSuccess: Omit<AdjustStockSuccess, 'product'> & { product: ResolversParentTypes['Product'] };
  AddReviewSuccess: Omit<AddReviewSuccess, 'review' | 'product'> & { review: ResolversParentTypes['Review'], product: ResolversParentTypes['Product'] };
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  InvalidInput: InvalidInput;
  InvalidField: InvalidField;
  ProductNotFound: ProductNotFound;
  SlugTaken: SlugTaken;
  CategoryNotFound: CategoryNotFound;
  InsufficientStock: Omit<InsufficientStock, 'product'> & { product: ResolversParentTypes['Product'] };
  AlreadyReviewed: AlreadyReviewed;
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

export type QueryResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  products?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, RequireFields<QueryProductsArgs, 'first'>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, Partial<QueryProductArgs>>;
  categories?: Resolver<Array<ResolversTypes['Category']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createProduct?: Resolver<ResolversTypes['CreateProductResult'], ParentType, ContextType, RequireFields<MutationCreateProductArgs, 'input'>>;
  updateProduct?: Resolver<ResolversTypes['UpdateProductResult'], ParentType, ContextType, RequireFields<MutationUpdateProductArgs, 'input'>>;
  createCategory?: Resolver<ResolversTypes['CreateCategoryResult'], ParentType, ContextType, RequireFields<MutationCreateCategoryArgs, 'input'>>;
  updateCategory?: Resolver<ResolversTypes['UpdateCategoryResult'], ParentType, ContextType, RequireFields<MutationUpdateCategoryArgs, 'input'>>;
  adjustStock?: Resolver<ResolversTypes['AdjustStockResult'], ParentType, ContextType, RequireFields<MutationAdjustStockArgs, 'input'>>;
  addReview?: Resolver<ResolversTypes['AddReviewResult'], ParentType, ContextType, RequireFields<MutationAddReviewArgs, 'input'>>;
};

export type ProductResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  stock?: Resolver<ResolversTypes['Stock'], ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  reviews?: Resolver<ResolversTypes['ReviewConnection'], ParentType, ContextType, RequireFields<ProductReviewsArgs, 'first'>>;
  averageRating?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type StockResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Stock'] = ResolversParentTypes['Stock']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReviewResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Review'] = ResolversParentTypes['Review']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rating?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ReviewConnectionResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ReviewConnection'] = ResolversParentTypes['ReviewConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ReviewEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Review']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReviewEdgeResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ReviewEdge'] = ResolversParentTypes['ReviewEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Review'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CreateProductResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['CreateProductResult'] = ResolversParentTypes['CreateProductResult']> = {
  __resolveType: TypeResolveFn<'CreateProductSuccess' | 'SlugTaken' | 'CategoryNotFound' | 'InvalidInput', ParentType, ContextType>;
};

export type UpdateProductResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['UpdateProductResult'] = ResolversParentTypes['UpdateProductResult']> = {
  __resolveType: TypeResolveFn<'UpdateProductSuccess' | 'ProductNotFound' | 'CategoryNotFound' | 'InvalidInput', ParentType, ContextType>;
};

export type CreateCategoryResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['CreateCategoryResult'] = ResolversParentTypes['CreateCategoryResult']> = {
  __resolveType: TypeResolveFn<'CreateCategorySuccess' | 'SlugTaken' | 'InvalidInput', ParentType, ContextType>;
};

export type UpdateCategoryResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['UpdateCategoryResult'] = ResolversParentTypes['UpdateCategoryResult']> = {
  __resolveType: TypeResolveFn<'UpdateCategorySuccess' | 'CategoryNotFound' | 'InvalidInput', ParentType, ContextType>;
};

export type AdjustStockResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['AdjustStockResult'] = ResolversParentTypes['AdjustStockResult']> = {
  __resolveType: TypeResolveFn<'AdjustStockSuccess' | 'ProductNotFound' | 'InsufficientStock' | 'IdempotencyKeyReused' | 'InProgress' | 'InvalidInput', ParentType, ContextType>;
};

export type AddReviewResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['AddReviewResult'] = ResolversParentTypes['AddReviewResult']> = {
  __resolveType: TypeResolveFn<'AddReviewSuccess' | 'ProductNotFound' | 'AlreadyReviewed' | 'InvalidInput', ParentType, ContextType>;
};

export type CreateProductSuccessResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['CreateProductSuccess'] = ResolversParentTypes['CreateProductSuccess']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateProductSuccessResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['UpdateProductSuccess'] = ResolversParentTypes['UpdateProductSuccess']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateCategorySuccessResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['CreateCategorySuccess'] = ResolversParentTypes['CreateCategorySuccess']> = {
  category?: Resolver<ResolversTypes['Category'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateCategorySuccessResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['UpdateCategorySuccess'] = ResolversParentTypes['UpdateCategorySuccess']> = {
  category?: Resolver<ResolversTypes['Category'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AdjustStockSuccessResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['AdjustStockSuccess'] = ResolversParentTypes['AdjustStockSuccess']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AddReviewSuccessResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['AddReviewSuccess'] = ResolversParentTypes['AddReviewSuccess']> = {
  review?: Resolver<ResolversTypes['Review'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'ProductNotFound' | 'SlugTaken' | 'CategoryNotFound' | 'InsufficientStock' | 'AlreadyReviewed' | 'IdempotencyKeyReused' | 'InProgress', ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['InvalidField']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidFieldResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['InvalidField'] = ResolversParentTypes['InvalidField']> = {
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProductNotFoundResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductNotFound'] = ResolversParentTypes['ProductNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  productId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SlugTakenResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['SlugTaken'] = ResolversParentTypes['SlugTaken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CategoryNotFoundResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['CategoryNotFound'] = ResolversParentTypes['CategoryNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InsufficientStockResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['InsufficientStock'] = ResolversParentTypes['InsufficientStock']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlreadyReviewedResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['AlreadyReviewed'] = ResolversParentTypes['AlreadyReviewed']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IdempotencyKeyReusedResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InProgressResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['InProgress'] = ResolversParentTypes['InProgress']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = ProductsContext> = {
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Stock?: StockResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  Review?: ReviewResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ReviewConnection?: ReviewConnectionResolvers<ContextType>;
  ReviewEdge?: ReviewEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  CreateProductResult?: CreateProductResultResolvers<ContextType>;
  UpdateProductResult?: UpdateProductResultResolvers<ContextType>;
  CreateCategoryResult?: CreateCategoryResultResolvers<ContextType>;
  UpdateCategoryResult?: UpdateCategoryResultResolvers<ContextType>;
  AdjustStockResult?: AdjustStockResultResolvers<ContextType>;
  AddReviewResult?: AddReviewResultResolvers<ContextType>;
  CreateProductSuccess?: CreateProductSuccessResolvers<ContextType>;
  UpdateProductSuccess?: UpdateProductSuccessResolvers<ContextType>;
  CreateCategorySuccess?: CreateCategorySuccessResolvers<ContextType>;
  UpdateCategorySuccess?: UpdateCategorySuccessResolvers<ContextType>;
  AdjustStockSuccess?: AdjustStockSuccessResolvers<ContextType>;
  AddReviewSuccess?: AddReviewSuccessResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  InvalidField?: InvalidFieldResolvers<ContextType>;
  ProductNotFound?: ProductNotFoundResolvers<ContextType>;
  SlugTaken?: SlugTakenResolvers<ContextType>;
  CategoryNotFound?: CategoryNotFoundResolvers<ContextType>;
  InsufficientStock?: InsufficientStockResolvers<ContextType>;
  AlreadyReviewed?: AlreadyReviewedResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InProgress?: InProgressResolvers<ContextType>;
};
