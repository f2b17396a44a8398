/** What a client sends, as a body. */
export type Operation = 'big' | 'variants' | 'small' | 'mutation' | 'rotating';

const FRAGMENTS = /* GraphQL */ `
fragment User on User { id username name }
fragment Review on Review { id body }
fragment Product on Product { inStock name price shippingEstimate upc weight }
`;

const PRODUCT = '...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }';

const bigSelection = (args: string, first: string) => `{
  users${args} { ...User reviews { ...Review product { ${PRODUCT} } } }
  topProducts${first} { ${PRODUCT} }
}`;

const body = (query: string, variables?: Record<string, unknown>) => JSON.stringify({ query, variables });

const big = [body(`query Big ${bigSelection('', '')} ${FRAGMENTS}`)];

/**
 * Each asks for another of 64 regions, by a literal in its text and under a name of its own: no two have an operation, or a
 * request to a subgraph, in common. Regions hold the same amount of data, so the work is the same.
 */
const variants = Array.from({ length: 64 }, (_, region) =>
  body(`query Variant${region} ${bigSelection(`(region: ${region})`, `(region: ${region})`)} ${FRAGMENTS}`),
);

const small = [
  body('query Small($first: Int!) { topProducts(first: $first) { upc name price weight } }', { first: 3 }),
];

const mutation = [
  body(
    'mutation AddReview($input: NewReview!) { addReview(input: $input) { id body author { id username } product { upc name price } } }',
    { input: { authorId: 'u00-1', upc: 'p00-4', body: 'As good as new' } },
  ),
];

/** Ten shapes, from one subgraph to all four, each in five selections: 50 operations with nothing in common but types. */
const SHAPES: readonly ((leaf: number) => string)[] = [
  (leaf) => `{ me { ${USER_LEAVES[leaf]} } }`,
  (leaf) => `{ user(id: "u0${leaf}-2") { id ${USER_LEAVES[leaf]} } }`,
  (leaf) => `{ topProducts(first: ${leaf + 2}) { upc ${PRODUCT_LEAVES[leaf]} } }`,
  (leaf) => `{ product(upc: "p0${leaf}-3") { ${PRODUCT_LEAVES[leaf]} reviews { id body } } }`,
  (leaf) => `{ me { reviews { id product { ${PRODUCT_LEAVES[leaf]} } } } }`,
  (leaf) => `{ topProducts(region: ${leaf}) { upc shippingEstimate ${PRODUCT_LEAVES[leaf]} } }`,
  (leaf) => `{ users(region: ${leaf}) { id reviews { body product { upc ${PRODUCT_LEAVES[leaf]} } } } }`,
  (leaf) => `{ product(upc: "p1${leaf}-2") { upc reviews { body author { ${USER_LEAVES[leaf]} } } } }`,
  (leaf) => `{ topProducts(region: 2${leaf}) { upc reviews { id author { id ${USER_LEAVES[leaf]} } } } }`,
  (leaf) =>
    `{ users(region: 3${leaf}) { ${USER_LEAVES[leaf]} reviews { product { inStock ${PRODUCT_LEAVES[leaf]} reviews { body } } } } }`,
];

const USER_LEAVES = ['id name', 'username', 'name username birthday', 'birthday name', 'id birthday'];

const PRODUCT_LEAVES = ['name', 'price name', 'weight inStock', 'inStock price', 'name weight price'];

const rotating = SHAPES.flatMap((shape, kind) =>
  USER_LEAVES.map((_, leaf) => body(`query Rotating${kind}${leaf} ${shape(leaf)}`)),
);

/** Request bodies of each operation, to be sent in turn. */
export const operations: Readonly<Record<Operation, readonly string[]>> = { big, variants, small, mutation, rotating };

export const operationNames = Object.keys(operations) as Operation[];
