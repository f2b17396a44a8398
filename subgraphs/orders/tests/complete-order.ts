import { randomUUID } from 'node:crypto';
import type { DataOf } from '#contracts/message-contract.ts';
import { paymentAuthorized, paymentCaptured } from '#contracts/payments.ts';
import { stockReserved } from '#contracts/products.ts';
import { shipmentCompleted } from '#contracts/shipping.ts';
import type { UserViewer } from '#platform/security/viewer.ts';
import type { RunningOrders } from './running-orders.ts';

export const amount = { amountMinor: '4498', currency: 'EUR' };

/** Has the others say that an order of this customer was paid and shipped, and waits until it is completed. */
export async function complete(
  orders: RunningOrders,
  orderId: string,
  as: UserViewer,
  undelivered?: DataOf<typeof shipmentCompleted>['undelivered'],
): Promise<void> {
  const payment = { orderId, customerId: as.id, paymentId: randomUUID(), amount };
  const shipment = { orderId, customerId: as.id, shipmentId: randomUUID(), trackingNumber: 'T1' };
  await orders.send(stockReserved, { aggregateId: orderId, data: { orderId } });
  await orders.send(paymentAuthorized, { aggregateId: orderId, data: payment });
  const data = undelivered === undefined ? shipment : { ...shipment, undelivered };
  await orders.send(shipmentCompleted, { aggregateId: orderId, data });
  await orders.send(paymentCaptured, { aggregateId: orderId, data: payment });
  await orders.reaches(orderId, 'COMPLETED');
}
