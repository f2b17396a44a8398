import { ConfigError } from '#platform/config/parse-config.ts';
import { refuseToStart } from '#platform/lifecycle/run-service.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createOutbox } from '#platform/messaging/outbox.ts';
import { createDatabase } from '#platform/postgres/database.ts';
import { role } from '#platform/security/viewer.ts';
import { grantRole } from './account/grant-role.ts';
import { emailInput } from './account/user.ts';
import { readUsersConfig } from './config.ts';

/**
 * `npm run users:grant -- <email> <role>` gives an account a role: the way to the first admin, whom no other admin can
 * appoint. It works on the database alone; the events leave as soon as users runs.
 */
async function main([emailArgument, roleArgument]: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const email = emailInput.safeParse(emailArgument);
  const wanted = role.safeParse(roleArgument);
  if (!email.success || !wanted.success) {
    throw new ConfigError(`usage: npm run users:grant -- <email> <role>; a role is one of ${role.options.join(', ')}`);
  }
  const { DATABASE_URL, NAMESPACE } = readUsersConfig(env);
  // As the server's administrator, into the database that users itself has made.
  const url = new URL(DATABASE_URL);
  url.pathname = `/${NAMESPACE}_users`;
  await using database = createDatabase({ url: url.toString(), logger: createLogger('users', 'warn') });
  const granted = await grantRole(
    database,
    createOutbox(() => {}),
    email.data,
    wanted.data,
  ).catch(explain);
  if (granted === undefined) throw new ConfigError(`there is no account with the e-mail address ${email.data}`);
  const { user, ended } = granted;
  const sessions = ended === 0 ? '' : ` ${ended} open session(s) ended: sign in again.`;
  process.stdout.write(`${user.email} is ${user.roles.join(', ')} now.${sessions}\n`);
}

/** invalid_catalog_name, undefined_table: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const NEVER_STARTED = new Set(['3D000', '42P01']);

function explain(error: NodeJS.ErrnoException): never {
  if (!NEVER_STARTED.has(error.code ?? '')) {
    throw new ConfigError(`the database cannot be used: ${error.message || error.code}`, { cause: error });
  }
  throw new ConfigError('there are no accounts in this database yet: start users and register first');
}

await main(process.argv.slice(2), process.env).catch(refuseToStart);
