import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { databaseOf } from '../drain.ts';
import type { Subgraph } from '../system/variables.ts';
import * as operations from '../workload/operations.ts';
import type { Row, RowContext } from './row.ts';

const kill: Row = {
  name: 'postgres-kill',
  injects: 'PostgreSQL is killed with -9 and started again over its data.',
  async inject({ engines }) {
    await engines.postgres.kill();
    await engines.postgres.startAgain();
  },
};

/** Holds a table of a subgraph for itself. */
async function holdTable({ engines, system }: RowContext, name: Subgraph, table: string, ms: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseOf(engines, system, name) });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`LOCK TABLE ${pg.escapeIdentifier(table)} IN ACCESS EXCLUSIVE MODE`);
    await delay(ms);
    await client.query('ROLLBACK');
  } finally {
    await client.end();
  }
}

const poolExhausted: Row = {
  name: 'pool-exhausted',
  injects: 'For 8 s every connection of orders, then of payments, waits for a table that somebody else holds.',
  async inject(context) {
    await holdTable(context, 'orders', 'order_events', 8_000);
    await holdTable(context, 'payments', 'order_payments', 8_000);
  },
};

const PAIRS = 30;

const deadlock: Row = {
  name: 'deadlock',
  injects: `${PAIRS} pairs of customers order the same two products at once, in opposite order.`,
  async inject({ workload, random }) {
    const { shop, visitors, catalogue } = workload;
    const [first, second] = catalogue.plenty;
    if (first === undefined || second === undefined) throw new Error('there are no two products');
    const lines = [first, second].map((productId) => ({ productId, quantity: 1 }));
    const place = (items: readonly operations.OrderLine[]) =>
      shop.mutate(random.pick(visitors.customers), operations.placeOrder(items, random.uuid()));
    await Promise.all(Array.from({ length: PAIRS }, () => [place(lines), place(lines.toReversed())]).flat());
  },
};

const LATE_MS = 4_000;

const lateCommit: Row = {
  name: 'late-commit',
  injects: `Six transactions of orders and payments that write to the outbox commit ${LATE_MS / 1_000} s late: rows with higher positions come before them.`,
  async inject({ system }) {
    for (let time = 0; time < 3; time++) {
      const proxies = [system.postgres.get('orders'), system.postgres.get('payments')];
      await Promise.all(proxies.map((proxy) => proxy?.delayNextCommit(LATE_MS, 'outbox.append')));
    }
  },
};

const cut: Row = {
  name: 'connections-cut',
  injects: 'Every second for 8 s all connections of orders, products and payments to PostgreSQL break.',
  async inject({ system }) {
    for (let time = 0; time < 8; time++) {
      for (const name of ['orders', 'products', 'payments'] as const) system.postgres.get(name)?.cut();
      await delay(1_000);
    }
  },
};

export const postgresRows: readonly Row[] = [kill, poolExhausted, deadlock, lateCommit, cut];
