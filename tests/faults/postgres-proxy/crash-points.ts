import type { CrashPoint } from './crash-points/crash-point.ts';
import { notificationsPoints } from './crash-points/notifications.ts';
import { ordersPoints } from './crash-points/orders.ts';
import { paymentsPoints } from './crash-points/payments.ts';
import { productsPoints } from './crash-points/products.ts';
import { shippingPoints } from './crash-points/shipping.ts';

/** The checkout's crash points, by service. */
export const CRASH_POINTS: readonly CrashPoint[] = [
  ...ordersPoints,
  ...productsPoints,
  ...paymentsPoints,
  ...shippingPoints,
  ...notificationsPoints,
];
