import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSchemaProject, type SchemaProject } from './schema-project.ts';

const products = 'subgraphs/products/schema.graphql';
const slugField = '  slug: String!\n  name: String!\n  description';

describe('the schema tools', () => {
  let template: SchemaProject;
  let project: SchemaProject;

  beforeAll(async () => {
    template = await createSchemaProject();
  });
  afterAll(() => template[Symbol.dispose]());
  beforeEach(() => {
    project = template.clone();
  });
  afterEach(() => project[Symbol.dispose]());

  const composeAndCommit = async () => {
    const composed = await project.run('compose.ts');
    expect(composed.stderr).toBe('');
    project.commit('A change');
  };

  describe('compose', () => {
    it('has nothing to do where everything is up to date', async () => {
      const { exitCode, stdout } = await project.run('compose.ts', ['--check']);
      expect(stdout).toBe('6 subgraphs compose.\n');
      expect(exitCode).toBe(0);
    });

    it('--check names each stale, missing and needless file, and writes none', async () => {
      project.write('schema/supergraph.graphql', 'stale');
      project.git('rm', '--quiet', 'schema/events/orders.order-placed.v1.json', 'subgraphs/users/graphql/generated.ts');
      project.write('schema/events/orders.order-lost.v1.json', '{}');

      const { exitCode, stderr } = await project.run('compose.ts', ['--check']);
      expect(exitCode).toBe(1);
      expect(stderr.split('\n').slice(0, 4).toSorted()).toEqual([
        'schema/events/orders.order-lost.v1.json belongs to no contract',
        'schema/events/orders.order-placed.v1.json is missing',
        'schema/supergraph.graphql is out of date',
        'subgraphs/users/graphql/generated.ts is missing',
      ]);
      expect(stderr).toContain('npm run compose');
      expect(project.read('schema/supergraph.graphql')).toBe('stale');

      expect((await project.run('compose.ts')).exitCode).toBe(0);
      project.git('add', 'schema', 'subgraphs');
      expect(project.git('status', '--porcelain', 'schema', 'subgraphs')).toBe('');
    });

    it('tells which subgraphs do not fit together, with code, message and place', async () => {
      project.edit(
        products,
        'type Money @shareable {\n  amount: Decimal!',
        'type Money @shareable {\n  amount: Float!',
      );
      const { exitCode, stderr } = await project.run('compose.ts');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('products, orders, payments: FIELD_TYPE_MISMATCH\n');
      expect(stderr).toContain('type "Float!" in subgraph "products"');
      expect(stderr).toContain(`at ${products}:${project.lineOf(products, 'amount: Float!')}\n`);
      expect(stderr).not.toContain('node_modules');
    });

    it('tells where a schema is no GraphQL', async () => {
      project.edit(products, 'type Stock {', 'typ Stock {');
      const { exitCode, stderr } = await project.run('compose.ts');
      expect(exitCode).toBe(1);
      const line = project.lineOf(products, 'typ Stock {');
      expect(stderr).toBe(`${products}:${line}:1 (subgraph products): Syntax Error: Unexpected Name "typ".\n`);
    });

    it('names what is wrong in rover.yaml', async () => {
      project.edit('rover.yaml', 'routing_url: http://localhost:4002/graphql', 'routing_url: localhost');
      project.edit('rover.yaml', 'federation_version: =2.14.4', 'federation_version: 2');
      const { exitCode, stderr } = await project.run('compose.ts');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('rover.yaml: subgraphs.products.routing_url: expected an http address\n');
      expect(stderr).toContain('rover.yaml: federation_version: ');
    });

    it('refuses mappers of types that the schema does not have', async () => {
      project.write('subgraphs/orders/graphql/mappers.json', '{ "Odrer": "../order/order-view.ts#OrderView" }');
      const { exitCode, stderr } = await project.run('compose.ts');
      expect(exitCode).toBe(1);
      expect(stderr).toBe('subgraphs/orders/graphql/mappers.json: the schema has no type Odrer\n');
    });
  });

  describe('schema:check', () => {
    it('fails on a stale file and names it', async () => {
      project.edit(products, 'type Stock {', 'type Stock {\n  incoming: Int');
      const { exitCode, stderr } = await project.run('check.ts');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('schema/supergraph.graphql is out of date\n');
      expect(stderr).not.toContain('breaks');
    });

    it('lets an added field pass', async () => {
      project.git('checkout', '--quiet', '-b', 'feature');
      project.edit(products, 'type Stock {', 'type Stock {\n  incoming: Int');
      await composeAndCommit();
      const { exitCode, stdout, stderr } = await project.run('check.ts');
      expect(stderr).toBe('');
      expect(stdout).toContain("safe: Stock.incoming: Field 'incoming' was added to object type 'Stock'\n");
      expect(exitCode).toBe(0);
    });

    it('refuses a removed field: where it was, since when, and how to go on', async () => {
      const before = project.lineOf(products, 'createdAt: DateTime!');
      const base = project.git('rev-parse', 'HEAD').slice(0, 10);
      project.git('checkout', '--quiet', '-b', 'feature');
      project.edit(products, '  averageRating: Float\n  createdAt: DateTime!\n', '  averageRating: Float\n');
      await composeAndCommit();
      // An innocent later commit does not hide it: the branch is compared with where it left main.
      project.edit(products, 'type Stock {', 'type Stock {\n  incoming: Int');
      await composeAndCommit();

      const refused = await project.run('check.ts');
      expect(refused.exitCode).toBe(1);
      expect(refused.stdout).toContain("breaking: Product.createdAt: Field 'createdAt' was removed from object type");
      expect(refused.stderr).toContain(`was defined at ${products}:${before} (commit ${base})`);
      expect(refused.stderr).toContain('@deprecated');

      const other = await project.run('check.ts', [], { SCHEMA_ALLOW_BREAKING: 'Product.name' });
      expect(other.exitCode).toBe(1);
      const allowed = await project.run('check.ts', [], { SCHEMA_ALLOW_BREAKING: 'Product.name, Product.createdAt' });
      expect(allowed.stderr).toBe('');
      expect(allowed.exitCode).toBe(0);
    });

    it('points at the line that makes a field nullable', async () => {
      project.edit(products, slugField, slugField.replace('String!', 'String'));
      await composeAndCommit();
      const { exitCode, stderr } = await project.run('check.ts');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('Product.slug: ');
      expect(stderr).toContain(`\n    defined at ${products}:${project.lineOf(products, '  slug: String')}\n`);
    });

    it('on main compares with the commit before, or with the one it is told', async () => {
      project.edit(products, '  averageRating: Float\n  createdAt: DateTime!\n', '  averageRating: Float\n');
      await composeAndCommit();
      expect((await project.run('check.ts')).exitCode).toBe(1);
      project.edit(products, 'type Stock {', 'type Stock {\n  incoming: Int');
      await composeAndCommit();
      expect((await project.run('check.ts')).exitCode).toBe(0);
      expect((await project.run('check.ts', [], { SCHEMA_BASE: 'HEAD~2' })).exitCode).toBe(1);

      const unknown = await project.run('check.ts', [], { SCHEMA_BASE: 'no-such-branch' });
      expect(unknown.stderr).toBe('SCHEMA_BASE: git knows no commit no-such-branch\n');
      expect(unknown.exitCode).toBe(1);
    });

    it('composes an earlier schema that was committed without its public form', async () => {
      project.git('rm', '--quiet', '--cached', 'schema/api.graphql');
      project.git('commit', '--quiet', '--message', 'No public schema');
      project.edit(products, '  averageRating: Float\n  createdAt: DateTime!\n', '  averageRating: Float\n');
      await composeAndCommit();
      const { exitCode, stderr } = await project.run('check.ts');
      expect(stderr).toContain('Product.createdAt');
      expect(exitCode).toBe(1);
    });

    it('says so and passes where there is nothing to compare with', async () => {
      project.git('update-ref', '-d', 'HEAD');
      const { exitCode, stdout } = await project.run('check.ts');
      expect(stdout).toContain('Nothing to compare the schema with: there is no earlier commit.\n');
      expect(exitCode).toBe(0);
    });

    it('refuses client operations that the graph would refuse, with file and line', async () => {
      const file = 'schema/operations/order-page.graphql';
      project.edit(file, 'placedAt', 'plcedAt');
      const { exitCode, stderr } = await project.run('check.ts');
      expect(exitCode).toBe(1);
      const line = project.lineOf(file, 'plcedAt');
      expect(stderr).toContain(`${file}:${line}:5: Cannot query field "plcedAt" on type "Order".`);
    });

    it('refuses client operations without a name', async () => {
      project.write('schema/operations/nameless.graphql', '{ me { id } }');
      const { exitCode, stderr } = await project.run('check.ts');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('schema/operations/nameless.graphql:1:1: The operation has no name.');
    });
  });
});
