// Loads the whole shop with orders: see ../README.md.
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../../tests/faults/workload/random.ts';
import { createTokenSigner } from '../../tests/faults/workload/sign-token.ts';
import { measureCpu } from './cpu.ts';
import { type Ask, createClient } from './graph-client.ts';
import { type Options, readOptions } from './options.ts';
import { burst, findKnee, type Ground, outage, overload, type PhaseResult, steady } from './phases.ts';
import { latenciesOf, writePage } from './report.ts';
import { type Customer, createShop } from './shop.ts';
import { type BenchedSystem, startBenchedSystem } from './system.ts';

const PAGE = fileURLToPath(new URL('../../docs/benchmarks/checkout.md', import.meta.url));

const CUSTOMERS = 200;
const PRODUCTS = 40;
/** Code that has just been loaded is slow, in s. */
const WARM_UP_SECONDS = 20;

const CREATE = `mutation Create($input: CreateProductInput!) {
  createProduct(input: $input) { __typename ... on CreateProductSuccess { product { id } } }
}`;

const started = performance.now();

function say(line: string): void {
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, '0')}  ${line}`);
}

async function createProducts(ask: Ask, staff: string): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= PRODUCTS; number += 1) {
    const input = {
      name: `Lamp no. ${number}`,
      slug: `lamp-${randomUUID()}`,
      description: 'Gives light.',
      price: { amount: `${number}.99`, currency: 'EUR' },
      initialStock: 1_000_000,
    };
    const { data } = await ask(CREATE, { input }, staff);
    const { product } = (data['createProduct'] ?? {}) as { product?: { id: string } };
    if (product === undefined) throw new Error(`a product could not be made: ${JSON.stringify(data)}`);
    ids.push(product.id);
  }
  return ids;
}

function report(result: PhaseResult): void {
  say(result.title);
  for (const { kind, count, p50, p95, p99 } of latenciesOf(result))
    say(`  ${count} × ${kind}: p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, p99 ${p99.toFixed(0)} ms`);
  for (const { what, found, ok } of result.checks) say(`  ${ok ? 'reached    ' : 'NOT REACHED'}  ${what}: ${found}`);
}

async function runPhases(ground: Ground, system: BenchedSystem, options: Options) {
  const results: PhaseResult[] = [];
  const cpu = new Map<string, number>();
  const wants = (phase: Options['phases'][number]) => options.phases.includes(phase);
  const keep = (result: PhaseResult) => {
    results.push(result);
    report(result);
  };
  await steady(ground, 20, WARM_UP_SECONDS);
  say('warm');
  if (wants('steady')) {
    const used = measureCpu(new Map([...system.servicePids, ...system.enginePids]));
    keep(await steady(ground, options.rate, options.steadySeconds));
    const operations = options.rate * options.steadySeconds;
    for (const [name, total] of used()) cpu.set(name, total / operations);
  }
  if (wants('burst')) keep(await burst(ground, options.quick ? 20 : 60));
  if (wants('knee')) {
    const knee = await findKnee(ground, 60, options.quick ? 10 : 20);
    keep(knee.result);
    if (wants('overload')) keep(await overload(ground, knee, options.quick ? 10 : 30));
  }
  if (wants('outage')) {
    const { broker, servicePids } = system;
    const away = { begin: () => broker.kill(), end: () => broker.startAgain(), pids: servicePids };
    keep(await outage(ground, away, options.quick ? 30 : 120));
  }
  return { results, cpu };
}

async function run(signal: AbortSignal): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  await using resources = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'bench-checkout-'));
  // Open to others: under root PostgreSQL runs as nobody, and would keep its data elsewhere.
  chmodSync(folder, 0o755);
  resources.defer(() => rmSync(folder, { recursive: true, force: true }));
  // Ctrl-C ends what was started, whatever is being waited for.
  signal.addEventListener('abort', () => void resources.disposeAsync().finally(() => process.exit(130)));
  if (options.profile !== undefined) mkdirSync(options.profile, { recursive: true });

  const system = resources.use(await startBenchedSystem(folder, options.profile));
  say('PostgreSQL, RabbitMQ, Redis and nine services are up');
  const { ask } = resources.use(createClient(system.url));
  const sign = await createTokenSigner(system.tokenSecret);
  const random = createRandom(options.seed);
  const productIds = await createProducts(ask, await sign(randomUUID(), randomUUID(), ['STAFF']));
  const customers: Customer[] = [];
  for (let number = 0; number < CUSTOMERS; number += 1) {
    const token = await sign(randomUUID(), randomUUID(), ['CUSTOMER']);
    customers.push({ token, cartId: undefined, lastOrderId: undefined });
  }
  const shop = createShop(ask, customers, productIds, random);
  const { results, cpu } = await runPhases({ shop, random, say }, system, options);
  if (options.writesReport) {
    const [core] = cpus();
    const machine = `${new Date().toISOString().slice(0, 10)}, ${core?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${process.versions.node}`;
    writeFileSync(PAGE, writePage(results, machine, cpu));
    say(`written: ${PAGE}`);
  }
  for (const [name, used] of [...cpu].sort(([, a], [, b]) => b - a))
    say(`  ${used.toFixed(2)} ms CPU an operation: ${name}`);
  return results.every(({ checks }) => checks.every(({ ok }) => ok));
}

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
try {
  if (!(await run(interrupted.signal))) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
