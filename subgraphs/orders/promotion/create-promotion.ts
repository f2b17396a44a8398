import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '#platform/postgres/database.ts';
import type { Promotion } from './promotion.ts';
import { insertPromotion } from './promotion-store.ts';

/** A promotion as staff wants it; it has an id from then on. */
export type NewPromotion = Omit<Promotion, 'id' | 'endedAt'>;

/** Keeps a new promotion and gives it. Undefined when its code is another one's, or was. */
export async function createPromotion(db: Queryable, wanted: NewPromotion): Promise<Promotion | undefined> {
  const promotion: Promotion = { ...wanted, id: uuidv7(), endedAt: null };
  return (await insertPromotion(db, promotion)) ? promotion : undefined;
}
