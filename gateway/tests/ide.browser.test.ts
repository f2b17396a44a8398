import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ANN, type LiveGraph, startLiveGraph } from './subscription-fixture.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Only what hangs is to reach it, in ms. */
const PATIENCE_MS = 60_000;

let graph: LiveGraph;
let browser: Browser;
beforeAll(async () => {
  graph = await startLiveGraph();
  const executablePath = process.env['TEST_CHROMIUM'] || '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: FLAGS, timeout: PATIENCE_MS });
});
afterAll(async () => {
  await browser?.close();
  await graph?.[Symbol.asyncDispose]();
});

/** A page of its own, on which every address asked for is noted. */
async function open(path: string, network: 'online' | 'offline' = 'online') {
  const page: Page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const asked: string[] = [];
  const failures: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  page.on('pageerror', (error) => failures.push(error.message));
  const isOurs = ({ host }: URL) => host === new URL(graph.url).host;
  if (network === 'offline')
    await page.route(
      (address) => !isOurs(address),
      (route) => route.abort(),
    );
  await page.goto(`${graph.url}${path}`);
  return { page, asked, failures };
}

const ideWith = (query: string) => `/ide?query=${encodeURIComponent(query)}`;
const outside = (asked: readonly string[]) =>
  asked.filter((address) => /^(https?|wss?):/.test(address) && new URL(address).host !== new URL(graph.url).host);

const answerOf = (page: Page, text: string) =>
  page.locator('.result-window, .graphiql-response').getByText(text).first().waitFor();

describe('the IDE', () => {
  it('runs a query and shows its answer, with nothing from the internet', async () => {
    const { page, asked, failures } = await open(ideWith('{ hello: __typename }'));
    await page.getByRole('button', { name: /execute query/i }).click();
    await answerOf(page, '"hello"');
    await answerOf(page, '"Query"');
    expect(outside(asked)).toEqual([]);
    expect(asked).toContain(`${graph.url}/graphql`);
    expect(failures).toEqual([]);
  });

  it('follows a subscription, signed in by its headers', async () => {
    const order = graph.orders.place(ANN);
    const { page, asked } = await open(
      ideWith(`subscription { orderUpdated(orderId: "${order.id}", after: "EARLIEST") { order { id status } } }`),
    );
    await page.getByRole('button', { name: 'Headers' }).click();
    await page.locator('.graphiql-editor-tool .monaco-editor').last().click();
    await page.keyboard.insertText(JSON.stringify({ authorization: `Bearer ${await graph.tokenOf(ANN)}` }));
    await page.getByRole('button', { name: /execute query/i }).click();
    await order.update(graph.broker, 'COMPLETED');
    await answerOf(page, '"COMPLETED"');
    expect(outside(asked)).toEqual([]);
  });
});

describe('the front page', () => {
  it('links to the IDE, which works where Apollo Sandbox cannot be loaded', async () => {
    const { page } = await open('/', 'offline');
    await page.getByRole('link', { name: /built-in IDE/ }).click();
    await page.waitForURL(/\/ide/);
    await page.getByRole('button', { name: /execute query/i }).waitFor();
  });
});
