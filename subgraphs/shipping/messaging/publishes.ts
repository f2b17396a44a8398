import type { Envelope } from '#contracts/envelope.ts';
import { newMessage } from '#contracts/new-message.ts';
import { shipmentCompleted, shipmentFailed, shipmentInitiated } from '#contracts/shipping.ts';
import type { Shipment, ShipmentNews } from '../shipment/shipment.ts';

/** Every event that this service publishes. */
export const publishes = [shipmentInitiated, shipmentCompleted, shipmentFailed];

/** The events for what happened to a shipment, numbered on from its version. */
export function messagesOf(shipment: Shipment, news: readonly ShipmentNews[]): Envelope[] {
  const { id: shipmentId, orderId, customerId, version } = shipment;
  const data = { orderId, customerId, shipmentId };
  return news.map((item, index): Envelope => {
    const place = { aggregateId: orderId, aggregateVersion: version + index + 1 };
    if (item.kind === 'failed') return newMessage(shipmentFailed, { ...place, data: { ...data, reason: item.reason } });
    const contract = item.kind === 'initiated' ? shipmentInitiated : shipmentCompleted;
    return newMessage(contract, { ...place, data: { ...data, trackingNumber: item.trackingNumber } });
  });
}
