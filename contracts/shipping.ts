import { z } from 'zod';
import { defineMessage } from './message-contract.ts';
import { address } from './values.ts';

/** Command. Aggregate: the order. */
export const shipOrder = defineMessage('shipping.ship-order.v1', {
  orderId: z.uuid(),
  customerId: z.uuid(),
  address,
  items: z.array(z.object({ description: z.string(), quantity: z.int().positive() })),
});

/** Command. Aggregate: the order. Answered by shipment-failed with reason CANCELLED, or by nothing if the parcel has left. */
export const cancelShipment = defineMessage('shipping.cancel-shipment.v1', { orderId: z.uuid() });

const shipment = { orderId: z.uuid(), customerId: z.uuid(), shipmentId: z.uuid() };

/** Aggregate: the order's shipment. The carrier has booked the parcel. */
export const shipmentInitiated = defineMessage('shipping.shipment-initiated.v1', {
  ...shipment,
  trackingNumber: z.string(),
});

/** Aggregate: the order's shipment. The parcel has left; it can no longer be stopped. */
export const shipmentCompleted = defineMessage('shipping.shipment-completed.v1', {
  ...shipment,
  trackingNumber: z.string(),
});

/** Aggregate: the order's shipment. The parcel will not leave. */
export const shipmentFailed = defineMessage('shipping.shipment-failed.v1', {
  ...shipment,
  reason: z.enum(['UNDELIVERABLE', 'CANCELLED']),
});
