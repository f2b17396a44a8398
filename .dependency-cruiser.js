/** What one folder may import beside Node's own modules: nothing of the project that `to` does not name. */
const arrow = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [...to, '(^|/)node_modules/'], dependencyTypesNot: ['core'], couldNotResolve: false },
});

const TESTS = '(^|/)tests/';
const FAKES = '^subgraphs/(payments/sandbox-provider|shipping/carrier-simulator)/';
const ENTRANCES =
  '^(gateway|subgraphs/[^/]+|subgraphs/payments/sandbox-provider|subgraphs/shipping/carrier-simulator)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    arrow('gateway-stands-on-platform', 'The gateway knows subgraphs by the supergraph only.', '^gateway/', [
      '^gateway/',
      '^platform/',
      '^contracts/',
      TESTS,
    ]),
    arrow(
      'executor-knows-nothing-of-agora',
      'Planning, execution and shaping could be published alone.',
      '^gateway/(planning|execution|shaping)/',
      ['^gateway/(planning|execution|shaping)/'],
    ),
    arrow(
      'subgraph-stands-on-platform',
      'Subgraphs meet through contracts/ and the graph, never in code.',
      '^subgraphs/([^/]+)/',
      ['^subgraphs/$1/', '^platform/', '^contracts/', TESTS],
    ),
    arrow('contracts-stand-alone', 'What all agree on depends on nobody.', '^contracts/', ['^contracts/']),
    arrow('platform-knows-no-service', 'What every service stands on knows none of them.', '^platform/', [
      '^platform/',
      '^contracts/',
      TESTS,
    ]),
    arrow('schema-tools-stand-alone', 'They read sources as data.', '^schema/', ['^schema/']),
    {
      name: 'fake-stands-alone',
      comment: 'The sandbox provider and the carrier simulator stand for other companies’ services.',
      severity: 'error',
      from: { path: '^subgraphs/(payments/sandbox-provider|shipping/carrier-simulator)/', pathNot: TESTS },
      to: { pathNot: ['^subgraphs/$1/', '(^|/)node_modules/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'fake-is-not-called-in-process',
      comment: 'A subgraph talks to the provider or the carrier as to any other: over HTTP.',
      severity: 'error',
      from: { path: '^subgraphs/', pathNot: [FAKES, TESTS] },
      to: { path: FAKES },
    },
    {
      name: 'checker-stands-alone',
      comment: 'What proves the promises shares no code with what makes them.',
      severity: 'error',
      from: { path: '^tests/faults/checker/', pathNot: '^tests/faults/checker/tests/' },
      to: {
        pathNot: ['^tests/faults/checker/', '(^|/)node_modules/(pg|amqplib|zod|@types)/'],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'domain-knows-no-graphql',
      comment: 'Business rules do not depend on how they are asked for.',
      severity: 'error',
      from: {
        path: '^subgraphs/([^/]+)/',
        pathNot: ['^subgraphs/[^/]+/(graphql|messaging)/', '^subgraphs/[^/]+/(service|main)\\.ts$', TESTS],
      },
      to: { path: '^subgraphs/$1/graphql/' },
    },
    {
      name: 'only-entrances-from-outside',
      comment: 'Deployment and whole-system tests see of a service what starts it.',
      severity: 'error',
      from: { path: '^(deploy|tests|bench)/' },
      to: {
        path: '^(gateway|subgraphs)/',
        pathNot: [`${ENTRANCES}(service|server|config)\\.ts$`, '^subgraphs/[^/]+/demo/', TESTS],
      },
    },
    {
      name: 'tests-are-for-tests',
      severity: 'error',
      from: { pathNot: [TESTS, '^platform/testkit/', '^bench/'] },
      to: { path: [TESTS, '^platform/testkit/'] },
    },
    {
      name: 'no-cycle',
      comment: 'Resolver types name what resolvers work on, which may name resolver types: types only.',
      severity: 'error',
      from: {},
      to: { circular: true, viaNot: '/graphql/generated\\.ts$' },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'declared-packages-only',
      comment: 'A package that only another one brings may be gone after the next update.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-package-in-production',
      comment: 'The image is built without them.',
      severity: 'error',
      from: { pathNot: [TESTS, '^platform/testkit/', '^schema/tools/', '^bench/', '^\\.'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    // Without it no .ts file would be read, and nothing said about that.
    babelConfig: { fileName: '.ci/imports-only.js' },
    doNotFollow: { path: 'node_modules' },
    // node_modules may be a link.
    preserveSymlinks: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
