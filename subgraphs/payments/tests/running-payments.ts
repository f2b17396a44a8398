import { v7 as uuidv7 } from 'uuid';
import { openPayment } from '#contracts/payments.ts';
import type { Viewer } from '#platform/security/viewer.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { customer, type Data, startTestSubgraph, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { apiKey, type RunningProvider, startProvider } from '../sandbox-provider/tests/running-provider.ts';
import { createPayments } from '../service.ts';

export const WEBHOOK_SECRET = 'webhook-secret';

const PAY = `mutation ($input: PayOrderInput!) {
  payOrder(input: $input) {
    __typename
    ... on PayOrderSuccess { order { id } payment { id status method awaitingTransfer amount { amount currency } } }
    ... on PaymentDeclined { retryable payment { id status } }
    ... on UserError { code message }
    ... on InvalidInput { fields { path message } }
  }
}`;

export interface OpenOrder {
  orderId: string;
  customerId: string;
}

export interface Pay {
  orderId: string;
  as: Viewer;
  /** null: none. */
  token?: string | null;
  key?: string;
  method?: 'CARD' | 'WALLET' | 'BANK_TRANSFER';
}

export interface JournalStep {
  type: string;
  amount: string;
  idempotencyKey: string;
}

export interface RunningPayments extends AsyncDisposable {
  subgraph: TestSubgraph;
  provider: RunningProvider;
  /** Opens the payment of a new order over 12.99 EUR, of a new customer or of this one, and waits until it is open. */
  openOrder(customerId?: string): Promise<OpenOrder>;
  sendOpening(order: OpenOrder): Promise<unknown>;
  pay(pay: Pay): Promise<Data>;
  /** What the provider did about an order, in order. */
  journal(orderId: string): Promise<JournalStep[]>;
  /** What the ledger holds of an order: `KIND account amount`, sorted. */
  booked(orderId: string): Promise<string[]>;
  /** The order's payments as they lie in the database, oldest first. */
  payments(orderId: string): Promise<{ id: string; state: string; decline_code: string | null }[]>;
}

/** Starts the sandbox provider as a process, and payments in front of it. `providerUrl` puts something in between. */
export async function startPayments(
  options: { provider?: RunningProvider; providerUrl?: string } = {},
): Promise<RunningPayments> {
  await using resources = new AsyncDisposableStack();
  const provider = options.provider ?? resources.use(await startProvider());
  const subgraph = resources.use(
    await startTestSubgraph('payments', createPayments, {
      PAYMENT_PROVIDER_URL: options.providerUrl ?? provider.url,
      PAYMENT_PROVIDER_API_KEY: apiKey,
      PAYMENT_WEBHOOK_SECRET: WEBHOOK_SECRET,
    }),
  );
  const { database } = subgraph;

  const sendOpening = ({ orderId, customerId }: OpenOrder) =>
    subgraph.send(openPayment, {
      aggregateId: orderId,
      data: { orderId, customerId, amount: { amountMinor: '1299', currency: 'EUR' } },
    });

  const owned = resources.move();
  return {
    subgraph,
    provider,
    sendOpening,
    async openOrder(customerId = uuidv7()) {
      const order = { orderId: uuidv7(), customerId };
      await sendOpening(order);
      await eventually('the payment is open', async () => {
        const statement = { text: 'SELECT 1 FROM order_payments WHERE order_id = $1', values: [order.orderId] };
        return (await database.query(statement)).rowCount === 1;
      });
      return order;
    },
    async pay({ orderId, as, token = 'tok_visa', key = uuidv7(), method = 'CARD' }) {
      const input = { orderId, method, paymentToken: token, idempotencyKey: key };
      return (await subgraph.query(PAY, { input }, as)).payOrder;
    },
    async journal(orderId) {
      const { body } = await provider.get('/v1/journal');
      const entries = body['entries'] as (JournalStep & { reference: string })[];
      return entries.filter(({ reference }) => reference === orderId);
    },
    async booked(orderId) {
      const { rows } = await database.query<{ line: string }>({
        text: `SELECT kind || ' ' || account || ' ' || e.amount_minor || ' ' || e.currency AS line
               FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id JOIN payments p ON p.id = t.payment_id
               WHERE p.order_id = $1`,
        values: [orderId],
      });
      return rows.map(({ line }) => line).sort();
    },
    async payments(orderId) {
      const { rows } = await database.query<{ id: string; state: string; decline_code: string | null }>({
        text: 'SELECT id, state, decline_code FROM payments WHERE order_id = $1 ORDER BY id',
        values: [orderId],
      });
      return rows;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** The order's own customer. */
export const ownerOf = ({ customerId }: OpenOrder): Viewer => customer(customerId);

export const types = (steps: readonly JournalStep[]): string[] => steps.map(({ type }) => type);
