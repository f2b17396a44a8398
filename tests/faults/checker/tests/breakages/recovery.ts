import { BEGAN, CANCELLED, REFUSED } from '../good-shop.ts';
import type { Breakage } from './breakage.ts';

const after = (seconds: number) => new Date(BEGAN + seconds * 1_000);
const late = (orderId: string, from: number, seconds: number) => `
  UPDATE outbox SET created_at = created_at + interval '${seconds} s'
  WHERE envelope->>'aggregateId' = '${orderId}' AND (envelope->>'aggregateVersion')::int >= ${from}`;

export const recoveryBreakages: Breakage[] = [
  {
    is: 'a service that was ready too late',
    other: { input: { restarts: [{ service: 'orders', startedAt: after(0), readyAt: after(5.1), readyMs: 5_100 }] } },
    says: 'ready after 5.1 s',
  },
  {
    is: 'a service that was never ready',
    other: { input: { restarts: [{ service: 'orders', startedAt: after(0), readyAt: null, readyMs: null }] } },
    says: 'orders was started and never became ready',
  },
  {
    is: 'an order that went on too late',
    in: 'orders',
    sql: late(CANCELLED, 4, 20),
    says: 'AWAITING_SHIPMENT when all was well again, it went on after 20.5 s',
  },
  {
    is: 'an order that ended too late',
    in: 'orders',
    sql: late(CANCELLED, 5, 60),
    says: 'it ended 61.5 s after the fault',
  },
  {
    is: 'an order that did not end',
    in: 'orders',
    sql: `DELETE FROM outbox WHERE envelope->>'aggregateId' = '${REFUSED}' AND envelope->>'aggregateVersion' = '2'`,
    says: 'it ended Infinity s after the fault',
  },
];
