import pg from 'pg';
import { type Call, readHistory } from './history.ts';
import { type CheckerInput, SERVICES, type ServiceName } from './input.ts';
import { type JournalEntry, readJournal } from './journal.ts';
import { openQueues, type Queues } from './queues.ts';

/** All that the checker goes by. */
export interface Evidence {
  input: CheckerInput;
  /** Asks a service's database. */
  query<Row extends pg.QueryResultRow>(service: ServiceName, text: string, values?: unknown[]): Promise<Row[]>;
  journal: readonly JournalEntry[];
  history: readonly Call[];
  queues: Queues;
}

/** @throws Error when a source of it cannot be read */
export async function gatherEvidence(input: CheckerInput): Promise<Evidence & AsyncDisposable> {
  await using resources = new AsyncDisposableStack();
  const pools = new Map<string, pg.Pool>();
  for (const service of SERVICES) {
    const pool = new pg.Pool({ connectionString: input.databases[service], connectionTimeoutMillis: 10_000 });
    resources.defer(() => pool.end());
    pools.set(service, pool);
  }
  const queues = resources.use(await openQueues(input.amqpUrl));
  const [journal, history] = [await readJournal(input.provider), readHistory(input.historyFile)];

  const owned = resources.move();
  return {
    input,
    async query<Row extends pg.QueryResultRow>(service: ServiceName, text: string, values: unknown[] = []) {
      const pool = pools.get(service);
      if (pool === undefined) throw new Error(`there is no database of ${service}`);
      return (await pool.query<Row>(text, values)).rows;
    },
    journal,
    history,
    queues,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
