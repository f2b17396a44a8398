import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import type { Promotion } from './promotion.ts';

interface PromotionRow {
  id: string;
  name: string;
  code: string | null;
  basis_points: number | null;
  amount_minor: string | null;
  minimum_minor: string | null;
  currency: string | null;
  category_id: string | null;
  per_customer_limit: number | null;
  total_limit: number | null;
  valid_from: Date;
  valid_until: Date | null;
  ended_at: Date | null;
}

const COLUMNS = `id, name, code, basis_points, amount_minor, minimum_minor, currency, category_id, per_customer_limit,
  total_limit, valid_from, valid_until, ended_at`;

const bigintOrNull = (digits: string | null) => (digits === null ? null : BigInt(digits));

const promotionOf = (row: PromotionRow): Promotion => ({
  id: row.id,
  name: row.name,
  code: row.code,
  discount:
    row.basis_points === null
      ? { kind: 'FIXED', amountMinor: BigInt(row.amount_minor ?? 0) }
      : { kind: 'PERCENTAGE', basisPoints: row.basis_points },
  currency: row.currency,
  minimumMinor: bigintOrNull(row.minimum_minor),
  categoryId: row.category_id,
  perCustomerLimit: row.per_customer_limit,
  totalLimit: row.total_limit,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  endedAt: row.ended_at,
});

/** Codes are read and kept in upper case. */
export const normalCode = (code: string): string => code.trim().toUpperCase();

/** What COLUMNS hold of a promotion, besides `ended_at`. */
const valuesOf = (promotion: Promotion) => {
  const { discount } = promotion;
  return [
    promotion.id,
    promotion.name,
    promotion.code,
    discount.kind === 'PERCENTAGE' ? discount.basisPoints : null,
    discount.kind === 'FIXED' ? discount.amountMinor : null,
    promotion.minimumMinor,
    promotion.currency,
    promotion.categoryId,
    promotion.perCustomerLimit,
    promotion.totalLimit,
    promotion.validFrom,
    promotion.validUntil,
  ];
};

/** Keeps a new promotion. False when another one has its code, or had it. */
export async function insertPromotion(db: Queryable, promotion: Promotion): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'promotion.insert',
    text: `INSERT INTO promotions (${COLUMNS}, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, now()) ON CONFLICT (code) DO NOTHING`,
    values: [...valuesOf(promotion), promotion.endedAt],
  });
  return rowCount === 1;
}

/** A promotion and its counted uses, held until the end of the transaction: orders that are limited by it wait. */
export async function lockPromotion(
  tx: Transaction,
  id: string,
): Promise<{ promotion: Promotion; uses: number } | undefined> {
  const { rows } = await tx.query<PromotionRow & { uses: number }>({
    name: 'promotion.lock-one',
    text: `SELECT ${COLUMNS}, uses FROM promotions WHERE id = $1 FOR NO KEY UPDATE`,
    values: [id],
  });
  return rows[0] && { promotion: promotionOf(rows[0]), uses: rows[0].uses };
}

/** Stores what became of a locked promotion; its end stays. */
export async function storePromotion(tx: Transaction, promotion: Promotion): Promise<void> {
  await tx.query({
    name: 'promotion.store',
    text: `UPDATE promotions SET (name, code, basis_points, amount_minor, minimum_minor, currency, category_id,
             per_customer_limit, total_limit, valid_from, valid_until) = ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
           WHERE id = $1`,
    values: valuesOf(promotion),
  });
}

/** Ends a promotion now; one that has ended stays as it is. Undefined when there is none. */
export async function endPromotion(db: Queryable, id: string): Promise<Promotion | undefined> {
  const { rows } = await db.query<PromotionRow>({
    name: 'promotion.end',
    text: `UPDATE promotions SET ended_at = coalesce(ended_at, now()) WHERE id = $1 RETURNING ${COLUMNS}`,
    values: [id],
  });
  return rows[0] && promotionOf(rows[0]);
}

/** All that apply by themselves at this time. */
export async function findAutomatic(db: Queryable, now: Date): Promise<Promotion[]> {
  const { rows } = await db.query<PromotionRow>({
    name: 'promotion.find-automatic',
    text: `SELECT ${COLUMNS} FROM promotions
           WHERE code IS NULL AND ended_at IS NULL AND valid_from <= $1 AND (valid_until IS NULL OR valid_until > $1)`,
    values: [now],
  });
  return rows.map(promotionOf);
}

/** Those with these codes, ended ones too, in any order. */
export async function findByCodes(db: Queryable, codes: readonly string[]): Promise<Promotion[]> {
  const { rows } = await db.query<PromotionRow>({
    name: 'promotion.find-by-codes',
    text: `SELECT ${COLUMNS} FROM promotions WHERE code = ANY($1::text[])`,
    values: [codes],
  });
  return rows.map(promotionOf);
}

/** A page of all promotions, the newest first, behind the one with the id `after`. */
export async function listPromotions(db: Queryable, limit: number, after: string | undefined): Promise<Promotion[]> {
  const { rows } = await db.query<PromotionRow>({
    name: after === undefined ? 'promotion.list' : 'promotion.list-after',
    text: `SELECT ${COLUMNS} FROM promotions ${after === undefined ? '' : 'WHERE id < $2'} ORDER BY id DESC LIMIT $1`,
    values: after === undefined ? [limit] : [limit, after],
  });
  return rows.map(promotionOf);
}

/** How many orders each of these made cheaper; those that made none are missing. */
export async function countOrders(db: Queryable, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await db.query<{ id: string; orders: number }>({
    name: 'promotion.count-orders',
    text: `SELECT promotion_id AS id, count(*)::integer AS orders FROM promotion_uses
           WHERE promotion_id = ANY($1::uuid[]) GROUP BY promotion_id`,
    values: [ids],
  });
  return new Map(rows.map(({ id, orders }) => [id, orders]));
}
