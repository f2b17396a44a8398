import { ConfigError } from '#platform/config/parse-config.ts';
import { refuseToStart } from '#platform/lifecycle/run-service.ts';
import { readOrdersConfig } from './config.ts';
import type { Difference } from './rebuild/fresh-copy.ts';
import { rebuild } from './rebuild/rebuild.ts';

/** Time between two words about how far it is, in ms. */
const PROGRESS_MS = 5_000;

function tableOf(differences: readonly Difference[]): string {
  const lines = [
    ['table', 'order', 'row', 'difference'],
    ...differences.map(({ table, orderId, row, difference }) => [table, orderId, row, difference]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const padded = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return padded.map((line) => `${line.trimEnd()}\n`).join('');
}

function createProgress(): (orders: number) => void {
  let told = performance.now();
  return (orders) => {
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    process.stderr.write(`${orders} orders so far\n`);
  };
}

/** invalid_catalog_name, undefined_table: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const NEVER_STARTED = new Set(['3D000', '42P01']);

function explain(error: NodeJS.ErrnoException): never {
  const never = NEVER_STARTED.has(error.code ?? '');
  const reason = never ? 'there are no orders in this database yet: start orders first' : error.message || error.code;
  throw new ConfigError(`the read model cannot be rebuilt: ${reason}`, { cause: error });
}

/**
 * `npm run orders:rebuild` makes what is shown of all orders anew from their events and compares it with what is there, row
 * by row; it ends with 1 when a row differs. With `--apply` what differs is written anew, also while orders runs.
 */
async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const apply = args.includes('--apply');
  if (args.length > (apply ? 1 : 0)) throw new ConfigError('usage: npm run orders:rebuild [-- --apply]');
  const { DATABASE_URL, NAMESPACE } = readOrdersConfig(env);
  // As the server's administrator, into the database that orders itself has made.
  const url = new URL(DATABASE_URL);
  url.pathname = `/${NAMESPACE}_orders`;
  const onProgress = createProgress();
  const { orders, rows, different, written, damaged, shown } = await rebuild({
    url: url.toString(),
    apply,
    onProgress,
  }).catch(explain);
  if (shown.length > 0) process.stdout.write(tableOf(shown));
  process.stdout.write(
    `${orders} orders, ${rows} rows rebuilt; ${different} rows differ, ${damaged} streams damaged.\n`,
  );
  if (written > 0) process.stdout.write(`${written} orders were written anew.\n`);
  if (damaged > 0 || (different > 0 && !apply)) process.exitCode = 1;
}

await main(process.argv.slice(2), process.env).catch(refuseToStart);
