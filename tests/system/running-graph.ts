import type { GraphClient } from './graph-client.ts';

/** A graph that has been started as a user starts it. */
export interface RunningGraph extends AsyncDisposable {
  client: GraphClient;
  /** Where the payment provider's journal is, and the key to it. */
  provider: { url: string; apiKey: string };
  /** Everything that its processes have printed. */
  output(): string;
}

/** An entry of the provider's own books. */
export interface JournalEntry {
  type: 'authorized' | 'declined' | 'captured' | 'voided' | 'refunded';
  amount: string;
  currency: string;
  reference: string;
}

/** What the payment provider did for an order, by its own account. */
export async function journalOf({ provider }: RunningGraph, orderId: string): Promise<JournalEntry[]> {
  const response = await fetch(`${provider.url}/v1/journal`, {
    headers: { authorization: `Bearer ${provider.apiKey}` },
  });
  const { entries } = (await response.json()) as { entries: JournalEntry[] };
  return entries.filter(({ reference }) => reference === orderId);
}

/** Time in which an order has to be paid in these tests, in s: long for a client, short for a test. */
const PAYMENT_DEADLINE_SECONDS = 20;

/** Variables of the stand-ins and deadlines that the tests rely on. */
export const TEST_VARIABLES = {
  SHIPPING_SUCCESS_RATE: '1',
  DISPATCH_DELAY_MS: '100',
  PAYMENT_DEADLINE_SECONDS: String(PAYMENT_DEADLINE_SECONDS),
  // Other tests run on the machine at the same time.
  REQUEST_DEADLINE_MS: '30000',
  SUBGRAPH_READ_DEADLINE_MS: '20000',
  SUBGRAPH_WRITE_DEADLINE_MS: '20000',
  SUBGRAPH_WRITE_DEADLINE_MS_PAYMENTS: '20000',
};
