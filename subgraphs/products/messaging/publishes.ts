import type { Envelope } from '#contracts/envelope.ts';
import { newMessage } from '#contracts/new-message.ts';
import {
  priceChanged,
  productCreated,
  productUpdated,
  stockChanged,
  stockReleased,
  stockReservationFailed,
  stockReserved,
  stockReturned,
} from '#contracts/products.ts';
import { type Money, moneyToWire } from '#platform/subgraph/money.ts';
import type { Reservation, Shortage } from '../stock/reservation/reservation.ts';
import type { StockLevel } from '../stock/stock-level.ts';

interface Named {
  id: string;
  slug: string;
  name: string;
}

/** Every message that products sends. The aggregate of the first four is the product, of the others the order. */
export const publishes = {
  productCreated: ({ id, slug, name, price }: Named & { price: Money }, version: number) =>
    newMessage(productCreated, {
      aggregateId: id,
      aggregateVersion: version,
      data: { productId: id, slug, name, price: moneyToWire(price) },
    }),

  productUpdated: ({ id, slug, name }: Named, version: number) =>
    newMessage(productUpdated, {
      aggregateId: id,
      aggregateVersion: version,
      data: { productId: id, slug, name },
    }),

  priceChanged: (productId: string, price: Money, version: number) =>
    newMessage(priceChanged, {
      aggregateId: productId,
      aggregateVersion: version,
      data: { productId, price: moneyToWire(price) },
    }),

  stockChanged: ({ productId, available, reserved, sold, version }: StockLevel, cause?: Envelope) =>
    newMessage(stockChanged, {
      aggregateId: productId,
      aggregateVersion: version,
      data: { productId, available, reserved, sold },
      cause,
    }),

  stockReserved: (orderId: string, version: number, cause: Envelope) =>
    newMessage(stockReserved, { aggregateId: orderId, aggregateVersion: version, data: { orderId }, cause }),

  stockReservationFailed: (orderId: string, shortages: readonly Shortage[], version: number, cause: Envelope) =>
    newMessage(stockReservationFailed, {
      aggregateId: orderId,
      aggregateVersion: version,
      data: { orderId, shortages: [...shortages] },
      cause,
    }),

  stockReleased: ({ orderId, version }: Reservation, cause: Envelope) =>
    newMessage(stockReleased, { aggregateId: orderId, aggregateVersion: version, data: { orderId }, cause }),

  stockReturned: (orderId: string, returnId: string, version: number, cause: Envelope) =>
    newMessage(stockReturned, { aggregateId: orderId, aggregateVersion: version, data: { orderId, returnId }, cause }),
};
