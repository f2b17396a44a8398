import DataLoader from 'dataloader';
import type { Queryable } from '#platform/postgres/database.ts';
import { isStaff, type Viewer } from '#platform/security/viewer.ts';
import { idOrNone, ZERO_ID } from '#platform/subgraph/user-errors.ts';
import { findHistory, findItems, findOrders, type OrderOwner, type OrderView } from '../order/order-view.ts';
import { customerIdOrNull } from './viewer-id.ts';

/** Whose orders the viewer may see. */
const ownerSeenBy = (viewer: Viewer): OrderOwner =>
  isStaff(viewer) ? 'anybody' : { customerId: customerIdOrNull(viewer) ?? ZERO_ID };

/** One statement for all the keys of an operation. */
export function createLoaders(db: Queryable, viewer: Viewer) {
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

  return {
    order,
    items,
    history,
    /** An order as it is after a change; mutations of one operation follow one another. */
    async changedOrder(id: string): Promise<OrderView> {
      history.clear(id);
      const changed = await order.clear(id).load(id);
      if (changed === null) throw new Error(`order ${id} was changed, but is not there for its customer`);
      return changed;
    },
  };
}

export type OrdersLoaders = ReturnType<typeof createLoaders>;
