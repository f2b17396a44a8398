import pg from 'pg';
import { startWorker } from '#platform/lifecycle/worker.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { PartitionShare } from './broker.ts';

/** How often an instance looks who else is there, in ms. */
const LOOK_EVERY_MS = 2_000;

/** PostgreSQL ends a session that is silent for so long: an instance that is frozen, or whose machine has gone, is none. */
const LONGEST_SILENCE = '10s';

const ANSWER_TIMEOUT_MS = 2_000;

export interface SharePartitionsOptions {
  /** The service's database, in which its instances meet. Not through a pooler that lends sessions to transactions. */
  url: string;
  group: string;
  /** While it says no, this instance is not counted. */
  isConsuming(): boolean;
  logger: Logger;
}

/**
 * Shares a group's partitions among the service's instances. Each holds one advisory lock for as long as its session lives,
 * so the instances are the lock's holders, and one that is killed is none at once. They agree on the shares by counting: the
 * partition p is that of the holder number p modulo their number, by process id of their sessions.
 */
export function sharePartitions({ url, group, isConsuming, logger }: SharePartitionsOptions): PartitionShare {
  let session: pg.Client | undefined;
  let shared: { instances: number; place: number } | undefined;

  function leave(): Promise<void> | undefined {
    const left = session;
    session = undefined;
    shared = undefined;
    return left?.end().catch(() => {});
  }

  async function join(): Promise<pg.Client> {
    const joining = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
    });
    session = joining;
    joining.on('error', () => {
      if (session === joining) void leave();
    });
    await joining.connect();
    await joining.query({
      name: 'share.join',
      text: `SELECT set_config('idle_session_timeout', $2, false),
                    pg_advisory_lock_shared(hashtext('consumers'), hashtext($1))`,
      values: [group, LONGEST_SILENCE],
    });
    return joining;
  }

  async function look(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ own: boolean }>({
      name: 'share.look',
      text: `SELECT pid = pg_backend_pid() AS own FROM pg_locks
             WHERE locktype = 'advisory' AND objsubid = 2
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND classid = hashtext('consumers')::oid AND objid = hashtext($1)::oid
             ORDER BY pid`,
      values: [group],
    });
    const found = { instances: rows.length, place: rows.findIndex(({ own }) => own) };
    if (found.instances !== shared?.instances || found.place !== shared.place) {
      logger.info({ group, ...found }, 'partitions are shared anew');
    }
    shared = found;
  }

  const worker = startWorker({
    name: `sharing of ${group}`,
    logger,
    sweepMs: LOOK_EVERY_MS,
    async work() {
      try {
        if (isConsuming()) await look(session ?? (await join()));
        else await leave();
      } catch (error) {
        void leave();
        throw error;
      }
      return false;
    },
  });

  return {
    has: (partition) => shared === undefined || partition % shared.instances === shared.place,
    async [Symbol.asyncDispose]() {
      await worker[Symbol.asyncDispose]();
      await leave();
    },
  };
}
