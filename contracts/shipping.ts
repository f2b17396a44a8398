import { z } from 'zod';
import { defineMessage } from './message-contract.ts';
import { address, productQuantity } from './values.ts';

/** Command. Aggregate: the order. */
export const shipOrder = defineMessage('shipping.ship-order.v1', {
  orderId: z.uuid(),
  customerId: z.uuid(),
  address,
  items: z.array(
    z.object({
      /** Absent in commands from before shipments had several parcels. */
      productId: z.uuid().optional(),
      description: z.string(),
      quantity: z.int().positive(),
    }),
  ),
});

/** Command. Aggregate: the order. Answered by shipment-failed with reason CANCELLED, or by nothing if the parcel has left. */
export const cancelShipment = defineMessage('shipping.cancel-shipment.v1', { orderId: z.uuid() });

const shipment = { orderId: z.uuid(), customerId: z.uuid(), shipmentId: z.uuid() };

/** Aggregate: the order's shipment. The carrier has booked the first parcel. */
export const shipmentInitiated = defineMessage('shipping.shipment-initiated.v1', {
  ...shipment,
  trackingNumber: z.string(),
});

/**
 * Aggregate: the order's shipment. All parcels that ever will have left, one at least; they can no longer be stopped.
 * `undelivered` is what was in those that will not.
 */
export const shipmentCompleted = defineMessage('shipping.shipment-completed.v1', {
  ...shipment,
  trackingNumber: z.string(),
  undelivered: z.array(productQuantity).optional(),
});

/** Aggregate: the order's shipment. A parcel has come to another place on its way. */
export const parcelTracked = defineMessage('shipping.parcel-tracked.v1', {
  ...shipment,
  parcelId: z.uuid(),
  trackingNumber: z.string(),
  step: z.enum(['BOOKED', 'DISPATCHED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED', 'FAILED', 'CANCELLED']),
  at: z.iso.datetime(),
});

/** Aggregate: the order's shipment. No parcel has left or will leave. */
export const shipmentFailed = defineMessage('shipping.shipment-failed.v1', {
  ...shipment,
  reason: z.enum(['UNDELIVERABLE', 'CANCELLED']),
});
