import { createHmac } from 'node:crypto';
import pg from 'pg';
import { ConfigError } from '#platform/config/parse-config.ts';

export interface ProvisionOptions {
  /** A server, by the address of a role that may create roles and databases. */
  serverUrl: string;
  /** Database and role alike: `agora_orders`. */
  name: string;
  /** The role's password is derived from it, so that every process of a service arrives at the same one. */
  secret: string;
}

/**
 * Makes a service's own role and database, or finds them made, and gives the address by which the service connects.
 * Safe to run in many processes at once. No other role but the server's administrator may connect to the database.
 *
 * @throws ConfigError when the server cannot be connected to
 */
export async function provisionDatabase({ serverUrl, name, secret }: ProvisionOptions): Promise<string> {
  const password = createHmac('sha256', secret).update(`postgres:${name}`).digest('base64url');
  const admin = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 5_000 });
  // What is lost between two statements, the next one says.
  admin.on('error', () => {});
  try {
    await admin.connect();
  } catch (error) {
    throw new ConfigError(`DATABASE_URL: no PostgreSQL lets us in there (${(error as Error).message}).`, {
      cause: error,
    });
  }
  try {
    await admin.query('SELECT pg_advisory_lock(hashtext($1))', [`provision:${name}`]);
    const identifier = pg.escapeIdentifier(name);
    const role = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
    const verb = role.rowCount === 0 ? 'CREATE' : 'ALTER';
    await admin.query(`${verb} ROLE ${identifier} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
    const database = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (database.rowCount === 0) {
      // A role that is no superuser may give a database away only to a role that it belongs to.
      await admin.query(`GRANT ${identifier} TO CURRENT_USER`);
      await admin.query(`CREATE DATABASE ${identifier} OWNER ${identifier}`);
    }
    await admin.query(`REVOKE CONNECT ON DATABASE ${identifier} FROM PUBLIC`);
  } finally {
    await admin.end();
  }
  const url = new URL(serverUrl);
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return url.toString();
}
