/** A row of order_events. */
export interface StoredEvent {
  order_id: string;
  version: number;
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: each type of event has other data, and this is JSON of somebody else's
  data: any;
}

/** What an order's events say of it, as far as its read model shows it. */
export interface FoldedOrder {
  customer: string;
  status: string;
  paymentStatus: string;
  /** Minor units. */
  total: bigint;
  currency: string;
  refunded: bigint;
  /** Refunds that were asked for and have no answer, by id. */
  openRefunds: Set<string>;
  /** Units by product id. */
  units: Map<string, number>;
  /** Units that the customer does not have: sent back, or never sent. */
  givenBack: Map<string, number>;
  /** The versions at which the status became another one. */
  statusChanges: { version: number; status: string }[];
}

/** The status that each of these events leads to, from the status that it is of interest in; `*` is any. */
const STATUS_AFTER: Record<string, { from: string; to: string }> = {
  StockReserved: { from: 'PENDING', to: 'AWAITING_PAYMENT' },
  StockReservationFailed: { from: '*', to: 'CANCELLED_NO_STOCK' },
  PaymentAuthorized: { from: 'AWAITING_PAYMENT', to: 'AWAITING_SHIPMENT' },
  PaymentFailed: { from: '*', to: 'PAYMENT_FAILED' },
  PaymentCaptured: { from: '*', to: 'COMPLETED' },
  ShipmentFailed: { from: '*', to: 'SHIPMENT_FAILED' },
  OrderCancelled: { from: '*', to: 'CANCELLED' },
};

const PAYMENT_AFTER: Record<string, string> = {
  PaymentAuthorized: 'AUTHORIZED',
  PaymentFailed: 'FAILED',
  PaymentCaptured: 'CAPTURED',
  PaymentVoided: 'VOIDED',
};

const add = (units: Map<string, number>, lines: { productId: string; quantity: number }[]) => {
  for (const { productId, quantity } of lines) units.set(productId, (units.get(productId) ?? 0) + quantity);
};

function begin({ version, data }: StoredEvent): FoldedOrder {
  const units = new Map<string, number>();
  add(units, data.lines);
  return {
    customer: data.customerId,
    status: 'PENDING',
    paymentStatus: 'UNPAID',
    total: BigInt(data.total.amountMinor),
    currency: data.total.currency,
    refunded: 0n,
    openRefunds: new Set(),
    units,
    givenBack: new Map(),
    statusChanges: [{ version, status: 'PENDING' }],
  };
}

function foldRefund(order: FoldedOrder, type: string, data: StoredEvent['data']): void {
  const asks = type === 'RefundRequested' || type === 'ItemsReturned' || type === 'ItemsUndelivered';
  if (asks && BigInt(data.amount.amountMinor) > 0n) order.openRefunds.add(data.refundId ?? data.returnId);
  if (type === 'PaymentRefundFailed' || type === 'PaymentRefunded') order.openRefunds.delete(data.refundId);
  if (type !== 'PaymentRefunded') return;
  order.refunded += BigInt(data.amount.amountMinor);
  order.paymentStatus = order.refunded >= order.total ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
}

/** Adds an order's events up. @throws Error when they do not begin with OrderPlaced */
export function foldOrder(events: readonly StoredEvent[]): FoldedOrder {
  const [first, ...later] = events;
  if (first?.type !== 'OrderPlaced') throw new Error(`the stream begins with ${first?.type}`);
  const order = begin(first);
  for (const { type, version, data } of later) {
    const change = STATUS_AFTER[type];
    if (change !== undefined && change.to !== order.status && (change.from === '*' || change.from === order.status)) {
      order.status = change.to;
      order.statusChanges.push({ version, status: change.to });
    }
    order.paymentStatus = PAYMENT_AFTER[type] ?? order.paymentStatus;
    foldRefund(order, type, data);
    if (type === 'ItemsReturned' || type === 'ItemsUndelivered') add(order.givenBack, data.lines);
    if (type === 'CustomerAttached') order.customer = data.customerId;
  }
  return order;
}
