import { checkOne, INVARIANTS, type Verdict } from '../check-all.ts';
import type { Evidence } from '../evidence.ts';
import type { CheckerInput, ServiceName } from '../input.ts';
import type { Letter } from '../queues.ts';
import { fillGoodShop } from './fill-good-shop.ts';
import { BEGAN, HISTORY, JOURNAL } from './good-shop.ts';
import { openShopDatabase, type ShopDatabase } from './shop-database.ts';

/** What tests change of the evidence beside the databases. */
export interface Other {
  journal?: Evidence['journal'];
  history?: Evidence['history'];
  input?: Partial<CheckerInput>;
  /** Messages that wait, by queue. */
  waiting?: Record<string, number>;
  dead?: Record<string, Letter[]>;
  /** Messages that the feed does not have. */
  unfed?: string[];
}

export interface CheckedShop extends AsyncDisposable {
  database: ShopDatabase;
  /** Breaks something, until `mend`. */
  plant(service: ServiceName, sql: string): Promise<void>;
  mend(): Promise<void>;
  /** What the invariant of this name says. */
  check(name: string, other?: Other): Promise<Verdict>;
}

const queuesOf = (namespace: string, { waiting = {}, dead = {}, unfed = [] }: Other): Evidence['queues'] => ({
  async depthOf(queue) {
    const partition = /\.(\d+)$/.exec(queue)?.[1];
    return queue.startsWith(`${namespace}.`) && Number(partition) < 8 ? (waiting[queue] ?? 0) : undefined;
  },
  lettersIn: async (queue) => dead[queue] ?? [],
  missingIn: async (stream, _, ids) => (stream === `${namespace}.feed` ? unfed.filter((id) => ids.has(id)) : [...ids]),
});

/** A small shop that is in order, and the checker's view of it. */
export async function openCheckedShop(): Promise<CheckedShop> {
  await using resources = new AsyncDisposableStack();
  const database = resources.use(await openShopDatabase());
  const { clients } = database;
  await fillGoodShop(clients);
  const all = (statement: string) => Promise.all(Object.values(clients).map((client) => client.query(statement)));
  await all('BEGIN');

  const input: CheckerInput = {
    databases: database.urls,
    amqpUrl: '',
    namespace: 'shop',
    provider: { url: '', apiKey: '' },
    historyFile: '',
    planted: [],
    slack: 1,
    fault: { startedAt: new Date(BEGAN), endedAt: new Date(BEGAN + 3_500) },
    restarts: [
      { service: 'orders', startedAt: new Date(BEGAN), readyAt: null, readyMs: null },
      { service: 'orders', startedAt: new Date(BEGAN + 1_000), readyAt: new Date(BEGAN + 3_000), readyMs: 2_000 },
    ],
  };
  const owned = resources.move();
  return {
    database,
    async plant(service, sql) {
      await clients[service].query(sql);
    },
    async mend() {
      await all('ROLLBACK');
      await all('BEGIN');
    },
    async check(name, other = {}) {
      const invariant = INVARIANTS.find((one) => one.name === name);
      if (invariant === undefined) throw new Error(`there is no invariant ${name}`);
      return checkOne(invariant, {
        input: { ...input, ...other.input },
        query: async (service, text, values) => (await clients[service].query(text, values)).rows,
        journal: other.journal ?? JOURNAL,
        history: other.history ?? HISTORY,
        queues: queuesOf(input.namespace, other),
      });
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
