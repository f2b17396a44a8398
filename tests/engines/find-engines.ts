import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectAmqp } from 'amqplib';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startEmbeddedPostgres } from '#platform/postgres/embedded/start-embedded-postgres.ts';
import { findProgram } from './find-program.ts';
import { startRabbitMq } from './start-rabbitmq.ts';
import { startRedis } from './start-redis.ts';

/** Addresses of the engines that tests run against; undefined where there is none. */
export interface Engines extends AsyncDisposable {
  databaseUrl: string;
  amqpUrl: string | undefined;
  redisUrl: string | undefined;
  chromium: string | undefined;
  /** A sentence for each engine: where it was found, or what is missing and how to get it. */
  report: readonly string[];
}

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'];

async function answers(probe: () => Promise<unknown>): Promise<boolean> {
  return probe().then(
    () => true,
    () => false,
  );
}

const postgresAnswers = (url: string) =>
  answers(async () => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    await client.connect();
    await client.end();
  });

const rabbitMqAnswers = (url: string) =>
  answers(async () => {
    const connection = await connectAmqp(url, { timeout: 10_000 });
    await connection.close();
  });

const redisAnswers = (url: string) =>
  answers(async () => {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 10_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.ping();
    } finally {
      client.disconnect();
    }
  });

/** Debian's packages, where this process may install them. Installing does not start anything that we rely on. */
function install(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || findProgram(['apt-get']) === undefined) return false;
  const run = (...args: string[]) =>
    // Somebody else may be installing just now, and a mirror may stumble.
    execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=5', ...args], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  try {
    process.stderr.write(`installing ${packages.join(', ')} for the tests …\n`);
    run('update');
    run('install', '--yes', '--no-install-recommends', ...packages);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds PostgreSQL, RabbitMQ, Redis and Chromium for the tests: by DATABASE_URL, AMQP_URL and REDIS_URL, on their standard
 * ports, else starts installed programs on ports of their own, else installs them where it may. PostgreSQL is always
 * there: it comes from npm. What was started here ends when the result is disposed of.
 */
export async function findEngines(env: NodeJS.ProcessEnv): Promise<Engines> {
  await using resources = new AsyncDisposableStack();
  const report: string[] = [];

  async function postgres(): Promise<string> {
    const url = env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
    if (await postgresAnswers(url)) {
      report.push('PostgreSQL: the server that runs here');
      return url;
    }
    if (env['DATABASE_URL'] !== undefined) throw new Error('no PostgreSQL answers at DATABASE_URL');
    const folder = mkdtempSync(join(tmpdir(), 'agora-test-postgres-'));
    // Open to others: else PostgreSQL, which under root runs as nobody, keeps its data elsewhere.
    chmodSync(folder, 0o755);
    resources.defer(() => rmSync(folder, { recursive: true, force: true }));
    const embedded = resources.use(await startEmbeddedPostgres({ folder }));
    report.push('PostgreSQL: started from npm');
    return embedded.url;
  }

  async function engine(
    name: string,
    variable: 'AMQP_URL' | 'REDIS_URL',
    standardUrl: string,
    isThere: (url: string) => Promise<boolean>,
    program: {
      names: readonly string[];
      packageName: string;
      start(path: string): Promise<{ url: string } & AsyncDisposable>;
    },
  ): Promise<string | undefined> {
    const given = env[variable];
    if (await isThere(given ?? standardUrl)) {
      report.push(`${name}: the server that runs here`);
      return given ?? standardUrl;
    }
    if (given !== undefined) throw new Error(`no ${name} answers at ${variable}`);
    const path =
      findProgram(program.names) ?? (install([program.packageName]) ? findProgram(program.names) : undefined);
    if (path === undefined) {
      report.push(
        `${name}: missing. Start one on its standard port, name it by ${variable}, or install ${program.packageName}`,
      );
      return undefined;
    }
    const started = resources.use(await program.start(path));
    report.push(`${name}: started from ${path}`);
    return started.url;
  }

  const databaseUrl = await postgres();
  const amqpUrl = await engine('RabbitMQ', 'AMQP_URL', 'amqp://guest:guest@127.0.0.1:5672', rabbitMqAnswers, {
    // Debian's wrapper in /usr/sbin insists on its own user; this is the program behind it.
    names: ['/usr/lib/rabbitmq/bin/rabbitmq-server', 'rabbitmq-server'],
    packageName: 'rabbitmq-server',
    start: startRabbitMq,
  });
  const redisUrl = await engine('Redis', 'REDIS_URL', 'redis://127.0.0.1:6379', redisAnswers, {
    names: ['redis-server'],
    packageName: 'redis-server',
    start: startRedis,
  });
  const chromium = findProgram(CHROMIUM) ?? (install(['chromium']) ? findProgram(CHROMIUM) : undefined);
  report.push(chromium === undefined ? 'Chromium: missing. Install chromium' : `Chromium: ${chromium}`);

  const owned = resources.move();
  return { databaseUrl, amqpUrl, redisUrl, chromium, report, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
