import { z } from 'zod';
import { defineMessage } from './message-contract.ts';
import { money, productQuantity } from './values.ts';

/** Aggregate: the product. */
export const productCreated = defineMessage('products.product-created.v1', {
  productId: z.uuid(),
  slug: z.string(),
  name: z.string(),
  price: money,
});

/** Aggregate: the product. */
export const productUpdated = defineMessage('products.product-updated.v1', {
  productId: z.uuid(),
  slug: z.string(),
  name: z.string(),
});

/** Aggregate: the product. */
export const priceChanged = defineMessage('products.price-changed.v1', {
  productId: z.uuid(),
  price: money,
});

/** Aggregate: the product. The stock after the change, in units. */
export const stockChanged = defineMessage('products.stock-changed.v1', {
  productId: z.uuid(),
  available: z.int(),
  reserved: z.int(),
  sold: z.int(),
});

/** Command. Aggregate: the order. All lines are held, or none. */
export const reserveStock = defineMessage('products.reserve-stock.v1', {
  orderId: z.uuid(),
  lines: z.array(productQuantity).min(1),
});

/** Command. Aggregate: the order. What is held for the order can be sold to others again. */
export const releaseStock = defineMessage('products.release-stock.v1', { orderId: z.uuid() });

/** Command. Aggregate: the order. What is held for the order has left the house. */
export const commitStock = defineMessage('products.commit-stock.v1', { orderId: z.uuid() });

/**
 * Command. Aggregate: the order. Of what was committed for the order these came back and can be sold again; `returnId`
 * stands for this one return for ever. Answered by stock-returned.
 */
export const returnStock = defineMessage('products.return-stock.v1', {
  orderId: z.uuid(),
  returnId: z.uuid(),
  lines: z.array(productQuantity).min(1),
});

/** Aggregate: the order's reservation. */
export const stockReserved = defineMessage('products.stock-reserved.v1', { orderId: z.uuid() });

/** Aggregate: the order's reservation. Nothing is held. */
export const stockReservationFailed = defineMessage('products.stock-reservation-failed.v1', {
  orderId: z.uuid(),
  shortages: z.array(z.object({ productId: z.uuid(), requested: z.int(), available: z.int() })),
});

/** Aggregate: the order's reservation. */
export const stockReleased = defineMessage('products.stock-released.v1', { orderId: z.uuid() });

/** Aggregate: the order's reservation. */
export const stockReturned = defineMessage('products.stock-returned.v1', { orderId: z.uuid(), returnId: z.uuid() });
