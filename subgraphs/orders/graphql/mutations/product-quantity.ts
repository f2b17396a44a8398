import { z } from 'zod';
import { text } from '#platform/subgraph/user-errors.ts';
import { MAX_QUANTITY } from '../../cart/cart-items.ts';

/** An id in any case and form: one that no product has is not found, it is not wrong. */
export const productId = text(0, 200).toLowerCase();

/** How many of a product. */
export function quantity(min: 0 | 1) {
  const message = `must be from ${min} to ${MAX_QUANTITY}`;
  return z.int().min(min, message).max(MAX_QUANTITY, message);
}
