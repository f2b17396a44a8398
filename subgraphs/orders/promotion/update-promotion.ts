import type { Database } from '#platform/postgres/database.ts';
import type { Promotion } from './promotion.ts';
import { lockPromotion, storePromotion } from './promotion-store.ts';
import { changeTerms, type TermsChange, type TermsProblem } from './promotion-terms.ts';

/** Changes a promotion for the orders to come and gives it; undefined when there is none. */
export function createUpdatePromotion(database: Database) {
  return (id: string, change: TermsChange): Promise<Promotion | { problems: TermsProblem[] } | undefined> =>
    database.transaction(async (tx) => {
      const found = await lockPromotion(tx, id);
      if (found === undefined) return undefined;
      const changed = changeTerms(found.promotion, change, found.uses);
      if (!('problems' in changed)) await storePromotion(tx, changed);
      return changed;
    });
}

export type UpdatePromotion = ReturnType<typeof createUpdatePromotion>;
