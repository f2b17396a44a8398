import type { Envelope } from '#contracts/envelope.ts';
import { newMessage } from '#contracts/new-message.ts';
import { parcelTracked, shipmentCompleted, shipmentFailed, shipmentInitiated } from '#contracts/shipping.ts';
import type { ShipmentNews } from '../shipment/progress.ts';
import type { Shipment } from '../shipment/shipment.ts';

/** Every event that this service publishes. */
export const publishes = [shipmentInitiated, parcelTracked, shipmentCompleted, shipmentFailed];

type Place = Pick<Envelope, 'aggregateId' | 'aggregateVersion'>;

function messageOf(
  news: ShipmentNews,
  place: Place,
  about: { orderId: string; customerId: string; shipmentId: string },
) {
  switch (news.kind) {
    case 'initiated':
      return newMessage(shipmentInitiated, { ...place, data: { ...about, trackingNumber: news.trackingNumber } });
    case 'tracked': {
      const { kind: _kind, ...step } = news;
      return newMessage(parcelTracked, { ...place, data: { ...about, ...step } });
    }
    case 'completed': {
      const { trackingNumber, undelivered } = news;
      const rest = undelivered.length === 0 ? {} : { undelivered };
      return newMessage(shipmentCompleted, { ...place, data: { ...about, trackingNumber, ...rest } });
    }
    case 'failed':
      return newMessage(shipmentFailed, { ...place, data: { ...about, reason: news.reason } });
  }
}

/** The events for what happened to a shipment, numbered on from its version. */
export function messagesOf(shipment: Shipment, news: readonly ShipmentNews[]): Envelope[] {
  const { id: shipmentId, orderId, customerId, version } = shipment;
  const about = { orderId, customerId, shipmentId };
  return news.map((item, index) =>
    messageOf(item, { aggregateId: orderId, aggregateVersion: version + index + 1 }, about),
  );
}
