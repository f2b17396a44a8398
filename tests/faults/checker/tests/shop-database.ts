import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createLogger } from '#platform/logging/create-logger.ts';
import { migrate } from '#platform/postgres/migrate.ts';
import { freshDatabase } from '#platform/testkit/fresh-database.ts';
import { SERVICES, type ServiceName } from '../input.ts';

/** What the product relies on to stay whole, and the checker must not. */
const WITHOUT_CONSTRAINTS = `DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
    WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace
  LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.of, c.conname); END LOOP;
END $$`;

export type PerService<Value> = Record<ServiceName, Value>;

export interface ShopDatabase extends AsyncDisposable {
  urls: PerService<string>;
  clients: PerService<pg.Client>;
}

const perService = <Value>(entries: [ServiceName, Value][]) => Object.fromEntries(entries) as PerService<Value>;

/**
 * Every service's real tables, in which nothing prevents nonsense: no check, no trigger. They lie in schemas of one
 * database, since making and dropping one takes longer than all the rest.
 */
export async function openShopDatabase(): Promise<ShopDatabase> {
  await using resources = new AsyncDisposableStack();
  const { url } = resources.use(await freshDatabase());
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  for (const service of SERVICES) {
    const migrations = fileURLToPath(new URL(`../../../../subgraphs/${service}/migrations`, import.meta.url));
    await migrate(url, migrations, createLogger('test', 'silent'));
    await admin.query(WITHOUT_CONSTRAINTS);
    await admin.query(`ALTER SCHEMA public RENAME TO ${service}`);
    await admin.query(`CREATE SCHEMA public`);
  }
  await admin.end();

  const urls = perService(SERVICES.map((service) => [service, `${url}?options=-csearch_path%3D${service}`]));
  const clients = perService(SERVICES.map((service) => [service, new pg.Client({ connectionString: urls[service] })]));
  for (const client of Object.values(clients)) {
    await client.connect();
    resources.defer(() => client.end());
    await client.query(`SET session_replication_role = replica`);
  }
  const owned = resources.move();
  return { urls, clients, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
