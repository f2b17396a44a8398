import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import type { Promotion, PromotionUses, UsablePromotion } from './promotion.ts';
import { findByCodes } from './promotion-store.ts';

const isLimited = ({ totalLimit, perCustomerLimit }: Promotion) => totalLimit !== null || perCustomerLimit !== null;

/** Whether the uses of this code are limited: then orders wait for each other at its promotion. */
export const isLimitedCode = async (db: Queryable, code: string): Promise<boolean> =>
  (await findByCodes(db, [code])).some(isLimited);

async function countTotals(db: Queryable, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await db.query<{ id: string; uses: number }>({
    name: 'promotion.count-totals',
    text: `SELECT id, uses FROM promotions WHERE id = ANY($1::uuid[])`,
    values: [ids],
  });
  return new Map(rows.map(({ id, uses }) => [id, uses]));
}

async function countByCustomer(db: Queryable, ids: readonly string[], customerId: string | null) {
  const { rows } = await db.query<{ id: string; uses: number }>({
    name: 'promotion.count-of-customer',
    text: `SELECT promotion_id AS id, count(*)::integer AS uses FROM promotion_uses
           WHERE customer_id = $2 AND promotion_id = ANY($1::uuid[]) GROUP BY promotion_id`,
    values: [ids, customerId],
  });
  return new Map(rows.map(({ id, uses }) => [id, uses]));
}

/** Puts to promotions how often they were used, by this customer and by all; a `customerId` of null has used none. */
export async function withUses(
  db: Queryable,
  promotions: readonly Promotion[],
  customerId: string | null,
): Promise<UsablePromotion[]> {
  const limited = promotions.filter(isLimited).map(({ id }) => id);
  const none: PromotionUses = { total: 0, byCustomer: 0 };
  if (limited.length === 0) return promotions.map((promotion) => ({ promotion, uses: none }));
  const totals = await countTotals(db, limited);
  const ofCustomer = await countByCustomer(db, limited, customerId);
  return promotions.map((promotion) => ({
    promotion,
    uses: { total: totals.get(promotion.id) ?? 0, byCustomer: ofCustomer.get(promotion.id) ?? 0 },
  }));
}

/**
 * Holds promotions whose use is limited until the end of the transaction: what is counted from here on stays true. Always
 * in the order of their ids, so that two orders never wait for each other.
 *
 * @returns whether there was one
 */
export async function lockLimited(tx: Transaction, promotions: readonly Promotion[]): Promise<boolean> {
  const limited = promotions.filter(isLimited).map(({ id }) => id);
  if (limited.length === 0) return false;
  await tx.query({
    name: 'promotion.lock',
    text: `SELECT 1 FROM promotions WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    values: [limited],
  });
  return true;
}

/** Writes down that an order used these promotions. */
export async function recordUses(
  tx: Transaction,
  { promotionIds, orderId, customerId }: { promotionIds: readonly string[]; orderId: string; customerId: string },
): Promise<void> {
  if (promotionIds.length === 0) return;
  await tx.query({
    name: 'promotion.record-uses',
    text: `INSERT INTO promotion_uses (promotion_id, order_id, customer_id) SELECT unnest($1::uuid[]), $2, $3`,
    values: [promotionIds, orderId, customerId],
  });
  await tx.query({
    name: 'promotion.count-uses',
    text: `UPDATE promotions SET uses = uses + 1 WHERE id = ANY($1::uuid[]) AND total_limit IS NOT NULL`,
    values: [promotionIds],
  });
}

/** Gives back what an order used, when it has ended unfulfilled. The second time it does nothing. */
export async function releasePromotionUses(tx: Transaction, orderId: string): Promise<void> {
  await tx.query({
    name: 'promotion.release-uses',
    text: `WITH released AS (
             DELETE FROM promotion_uses WHERE order_id = $1 RETURNING promotion_id
           ), locked AS (
             SELECT id FROM promotions WHERE id IN (SELECT promotion_id FROM released) AND total_limit IS NOT NULL
             ORDER BY id FOR NO KEY UPDATE
           )
           UPDATE promotions SET uses = uses - 1 FROM locked WHERE promotions.id = locked.id`,
    values: [orderId],
  });
}

/** What a guest used counts for the user that the guest has become. */
export async function moveUses(tx: Transaction, fromCustomerId: string, toCustomerId: string): Promise<void> {
  await tx.query({
    name: 'promotion.move-uses',
    text: `UPDATE promotion_uses SET customer_id = $2 WHERE customer_id = $1`,
    values: [fromCustomerId, toCustomerId],
  });
}
