import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeAccess } from './access-suite.ts';
import { describeBadInput } from './bad-input-suite.ts';
import { describeCheckout } from './checkout-suite.ts';
import { freePorts } from './free-ports.ts';
import { describeGuest } from './guest-suite.ts';
import { describeLive } from './live-suite.ts';
import * as shop from './shop.ts';
import { type EmbeddedGraph, startEmbedded } from './start-embedded.ts';

let folder: string;
let port: number;
let graph: EmbeddedGraph;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agora-embedded-'));
  // Open to others: else PostgreSQL, which under root runs as nobody, keeps its data elsewhere.
  chmodSync(folder, 0o755);
  port = await freePorts(12);
  graph = await startEmbedded(folder, port);
});

afterAll(async () => {
  await graph?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  it('says what is up, where, whom to sign in as, and a query that works as printed', async () => {
    const output = graph.process.output();
    expect(output).toContain(`http://localhost:${port}/graphql`);
    expect(output).toContain('customer@agora.test');
    const printed = /-d '(.*)'/.exec(output)?.[1] ?? '';
    const { query } = JSON.parse(printed);
    const { products } = await graph.client.query(query);
    expect(products.nodes.length).toBeGreaterThan(0);
  });

  it('brings a catalogue of about 60 products in categories, with stock, prices and reviews', async () => {
    const { products, categories } = await graph.client.query(
      '{ categories { slug } products(first: 100) { totalCount nodes { stock { available } category { slug } averageRating } } }',
    );
    expect(products.totalCount).toBeGreaterThanOrEqual(55);
    expect(categories.length).toBeGreaterThanOrEqual(5);
    expect(
      products.nodes.filter((node: { averageRating: number | null }) => node.averageRating !== null).length,
    ).toBeGreaterThan(20);
  });

  describeCheckout(() => graph);
  describeGuest(() => graph);
  describeLive(() => graph);
  describeAccess(() => graph);
  describeBadInput(() => graph);

  describe('killed with -9', () => {
    it('starts again with all that was done, and what was under way goes on', async () => {
      const admin = await shop.logIn(graph.client, shop.ADMIN.email, shop.ADMIN.password);
      const product = await shop.createProduct(graph.client, admin, { stock: 5 });
      const customer = await shop.registerCustomer(graph.client);
      const { order } = await shop.place(graph.client, customer, { items: [{ productId: product.id, quantity: 1 }] });
      await shop.pay(graph.client, customer, order.id);
      await graph.process.stop('SIGKILL');
      graph = await startEmbedded(folder, port);
      const done = await shop.orderWith(graph.client, customer, order.id, 'COMPLETED', 'CAPTURED');
      expect(done.payments).toHaveLength(1);
      expect(await shop.availableOf(graph.client, product.id)).toBe(4);
    });

    it('ends with a sentence when its PostgreSQL is killed, and has lost nothing', async () => {
      const pidFile = readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8');
      process.kill(Number(pidFile.split('\n')[0]), 'SIGKILL');
      await graph.process.ended;
      expect(graph.process.output()).toContain('PostgreSQL has ended by itself (signal SIGKILL). Agora stops');
      graph = await startEmbedded(folder, port);
      const { totalCount } = (await graph.client.query('{ products(first: 1) { totalCount } }')).products;
      expect(totalCount).toBeGreaterThanOrEqual(55);
    });

    it('stops in order when it is asked to', async () => {
      await graph.process.stop('SIGTERM');
      expect(graph.process.output()).toContain('Agora has stopped');
      graph = await startEmbedded(folder, port);
      expect((await graph.client.query('{ products(first: 1) { nodes { id } } }')).products.nodes).toHaveLength(1);
    });
  });
});
