import type { CrashPoint } from './crash-point.ts';
import { relayPoints } from './relay-points.ts';

export const shippingPoints: CrashPoint[] = [
  {
    name: 'shipment-asked-for-not-acknowledged',
    service: 'shipping',
    statement: 'shipment.add',
    moment: 'after-commit',
    says: 'The shipment is to be booked, and the command comes again.',
  },
  {
    name: 'shipment-booked-not-recorded',
    service: 'shipping',
    statement: 'shipment.store',
    mentions: 'BOOKED',
    moment: 'before',
    short: true,
    says: 'The carrier has the booking, and we have it as asked for.',
  },
  {
    name: 'shipment-dispatched-not-published',
    service: 'shipping',
    statement: 'outbox.append',
    mentions: 'shipping.shipment-completed.v1',
    moment: 'after-commit',
    says: 'The parcel has left, and orders was not told.',
  },
  ...relayPoints('shipping'),
];
