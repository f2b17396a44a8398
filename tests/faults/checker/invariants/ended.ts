/** The statuses that an order ends in. */
export const ENDED: ReadonlySet<string> = new Set([
  'COMPLETED',
  'CANCELLED_NO_STOCK',
  'PAYMENT_FAILED',
  'CANCELLED',
  'SHIPMENT_FAILED',
]);
