import DataLoader from 'dataloader';
import type { Queryable } from '#platform/postgres/database.ts';
import { isStaff, type Viewer } from '#platform/security/viewer.ts';
import { idOrNone, ZERO_ID } from '#platform/subgraph/user-errors.ts';
import type { PriceList } from '../catalogue/price-list.ts';
import { findHistory, findItems, findOrders, type OrderOwner, type OrderView } from '../order/order-view.ts';
import { countOrders } from '../promotion/promotion-store.ts';
import { findRefunds, findReturns } from '../return/return-view.ts';
import { createCartLoaders } from './cart-loaders.ts';
import { customerIdOrNull } from './viewer-id.ts';

/** Whose orders the viewer may see, and cancel. */
export const ownerSeenBy = (viewer: Viewer): OrderOwner =>
  isStaff(viewer) ? 'anybody' : { customerId: customerIdOrNull(viewer) ?? ZERO_ID };

/** One statement for all the keys of an operation. */
export function createLoaders(db: Queryable, priceList: PriceList, viewer: Viewer) {
  const owner = ownerSeenBy(viewer);
  const order = new DataLoader<string, OrderView | null>(async (ids) => {
    const known = ids.map(idOrNone);
    const found = new Map((await findOrders(db, known, owner)).map((found) => [found.id, found]));
    return known.map((id) => found.get(id) ?? null);
  });
  const ofOrders = <Part>(find: (db: Queryable, orderIds: readonly string[]) => Promise<Map<string, Part[]>>) =>
    new DataLoader<string, Part[]>(async (orderIds) => {
      const found = await find(db, orderIds);
      return orderIds.map((id) => found.get(id) ?? []);
    });
  const items = ofOrders(findItems);
  const history = ofOrders(findHistory);
  const returns = ofOrders(findReturns);
  const refunds = ofOrders(findRefunds);

  return {
    ...createCartLoaders(db, priceList, viewer),
    promotionUses: new DataLoader<string, number>(async (ids) => {
      const counted = await countOrders(db, ids);
      return ids.map((id) => counted.get(id) ?? 0);
    }),
    order,
    items,
    history,
    returns,
    refunds,
    /**
     * An order as it is after a change that the viewer has made, mutations of one operation follow one another. It may be
     * another one's by now: a guest who signs in while the order is placed sees it this once.
     */
    async changedOrder(id: string): Promise<OrderView> {
      for (const parts of [history, returns, refunds]) parts.clear(id);
      const [changed] = await findOrders(db, [id], 'anybody');
      if (changed === undefined) throw new Error(`order ${id} was changed, but is not there`);
      order.clear(id).prime(id, changed);
      return changed;
    },
  };
}

export type OrdersLoaders = ReturnType<typeof createLoaders>;
