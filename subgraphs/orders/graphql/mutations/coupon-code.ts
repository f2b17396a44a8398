import { text } from '#platform/subgraph/user-errors.ts';
import { normalCode } from '../../promotion/promotion-store.ts';

/** A code as a customer types it: one that no promotion has is not found, it is not wrong. */
export const couponCode = text(1, 100).transform(normalCode);
