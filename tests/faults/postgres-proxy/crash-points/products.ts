import type { CrashPoint } from './crash-point.ts';
import { relayPoints } from './relay-points.ts';

export const productsPoints: CrashPoint[] = [
  {
    name: 'stock-held-before-commit',
    service: 'products',
    statement: 'reservations.insert',
    mentions: 'HELD',
    moment: 'before-commit',
    says: 'The units are counted as reserved, and that is lost: the command comes again.',
  },
  {
    name: 'stock-held-not-acknowledged',
    service: 'products',
    statement: 'reservations.insert',
    mentions: 'HELD',
    moment: 'after-commit',
    short: true,
    says: 'The units are reserved, and the command comes again.',
  },
  {
    name: 'stock-committed-not-acknowledged',
    service: 'products',
    statement: 'reservations.end',
    mentions: 'COMMITTED',
    moment: 'after-commit',
    says: 'The units are sold, and the command comes again.',
  },
  {
    name: 'stock-released-not-acknowledged',
    service: 'products',
    statement: 'reservations.end',
    mentions: 'RELEASED',
    moment: 'after-commit',
    needs: 'decline',
    says: 'The units can be sold to others, and the command comes again.',
  },
  {
    name: 'stock-returned-not-acknowledged',
    service: 'products',
    statement: 'returns.take',
    moment: 'after-commit',
    needs: 'refund',
    says: 'The units are on the shelf again, and the command comes again.',
  },
  ...relayPoints('products'),
];
