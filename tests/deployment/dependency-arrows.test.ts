import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');

const allowed: Record<string, string> = {
  'contracts/orders.ts': "import { z } from 'zod'; export const schema = z.string();",
  'platform/clock/clock.ts': "import type { schema } from '#contracts/orders.ts'; export type Clock = typeof schema;",
  'subgraphs/orders/order/order.ts':
    "import type { Clock } from '#platform/clock/clock.ts'; export type Order = Clock;",
  'subgraphs/orders/order/stock-caller.ts': "import './stock-called.ts';",
  'subgraphs/orders/order/stock-called.ts': '',
  'subgraphs/orders/graphql/resolvers.ts': "export * from '../order/order.ts';",
  'subgraphs/orders/service.ts':
    "await using file = { [Symbol.asyncDispose]() {} }; export * from './graphql/resolvers.ts';",
  'subgraphs/orders/tests/order.test.ts': "import '../order/order.ts';",
  'tests/faults/run.ts': "import './checker/main.ts';",
  'tests/faults/checker/main.ts': "import pg from 'pg'; pg.defaults;",
  'gateway/service.ts': "import '#platform/clock/clock.ts'; import '#contracts/orders.ts';",
  'deploy/embedded/main.ts': "import '../../gateway/service.ts'; import '../../subgraphs/orders/service.ts';",
};

const violations: [rule: string, file: string, text: string][] = [
  ['gateway-stands-on-platform', 'gateway/a.ts', "import type { Order } from '../subgraphs/orders/service.ts';"],
  ['executor-knows-nothing-of-agora', 'gateway/execution/o.ts', "import '#platform/clock/clock.ts';"],
  ['subgraph-stands-on-platform', 'subgraphs/users/b.ts', "export * from '../orders/order/order.ts';"],
  ['subgraph-stands-on-platform', 'subgraphs/users/c.ts', "const gateway = await import('../../gateway/service.ts');"],
  ['contracts-stand-alone', 'contracts/d.ts', "type Clock = import('#platform/clock/clock.ts').Clock;"],
  ['platform-knows-no-service', 'platform/clock/e.ts', "import '../../subgraphs/orders/order/order.ts';"],
  ['checker-stands-alone', 'tests/faults/checker/p.ts', "import '#platform/clock/clock.ts';"],
  ['domain-knows-no-graphql', 'subgraphs/orders/order/f.ts', "import '../graphql/resolvers.ts';"],
  ['fake-stands-alone', 'subgraphs/payments/sandbox-provider/g.ts', "import '#platform/clock/clock.ts';"],
  ['fake-is-not-called-in-process', 'subgraphs/payments/payment/h.ts', "import '../sandbox-provider/g.ts';"],
  ['only-entrances-from-outside', 'deploy/embedded/i.ts', "import '../../subgraphs/orders/order/order.ts';"],
  ['tests-are-for-tests', 'subgraphs/orders/order/j.ts', "import '../tests/order.test.ts';"],
  ['no-cycle', 'subgraphs/orders/order/stock-called.ts', "import './stock-caller.ts';"],
  ['no-unresolved', 'gateway/l.ts', "import './nowhere.ts';"],
  ['declared-packages-only', 'gateway/m.ts', "import '@apollo/query-graphs';"],
  ['no-development-package-in-production', 'gateway/n.ts', "import { parse } from 'yaml';"],
];

describe('the arrows between the folders', () => {
  let folder: string;

  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const cruise = () =>
    new Promise<string[]>((resolve, reject) => {
      const command = [
        join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
        '--output-type',
        'json',
      ];
      const globs = ['contracts', 'deploy', 'gateway', 'platform', 'subgraphs', 'tests'].map(
        (name) => `${name}/**/*.ts`,
      );
      execFile(process.execPath, [...command, ...globs], { cwd: folder }, (_error, stdout, stderr) => {
        if (stdout === '') return reject(new Error(stderr));
        const { summary } = JSON.parse(stdout) as {
          summary: { violations: { from: string; rule: { name: string } }[] };
        };
        resolve(summary.violations.map(({ from, rule }) => `${rule.name} ${from}`));
      });
    });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'agora-arrows-'));
    for (const name of ['package.json', '.dependency-cruiser.js', '.ci']) {
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, text] of Object.entries(allowed)) write(file, text);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('lets pass what the architecture allows', async () => {
    expect(await cruise()).toEqual([]);
  });

  it('finds imports, type imports, re-exports and dynamic imports that it forbids', async () => {
    for (const [, file, text] of violations) write(file, text);
    const found = await cruise();
    expect(found).toEqual(expect.arrayContaining(violations.map(([rule, file]) => `${rule} ${file}`)));
  });
});
