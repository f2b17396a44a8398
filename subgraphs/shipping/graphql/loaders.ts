import DataLoader from 'dataloader';
import type { Queryable } from '#platform/postgres/database.ts';
import { isStaff, type Viewer } from '#platform/security/viewer.ts';
import { idOrNone, ZERO_ID } from '#platform/subgraph/user-errors.ts';
import type { Parcel } from '../parcel/parcel.ts';
import { findParcels } from '../parcel/parcel-store.ts';
import type { Shipment } from '../shipment/shipment.ts';
import { findByOrders, findShipments } from '../shipment/shipment-store.ts';

/** Whose shipments the viewer may see: null is everybody's. */
const ownerSeenBy = (viewer: Viewer): string | null => {
  if (isStaff(viewer)) return null;
  return viewer.kind === 'user' ? viewer.id : ZERO_ID;
};

/** One statement for all the keys of an operation. */
export function createLoaders(db: Queryable, viewer: Viewer) {
  const owner = ownerSeenBy(viewer);
  const loader = (find: typeof findShipments, keyOf: (shipment: Shipment) => string) =>
    new DataLoader<string, Shipment | null>(async (ids) => {
      const known = ids.map(idOrNone);
      const found = new Map((await find(db, known, owner)).map((shipment) => [keyOf(shipment), shipment]));
      return known.map((id) => found.get(id) ?? null);
    });
  // Only shipments that the viewer may see are asked for.
  const parcelsOfShipment = new DataLoader<string, Parcel[]>(async (shipmentIds) => {
    const parcels = await findParcels(db, shipmentIds);
    return shipmentIds.map((id) => parcels.filter(({ shipmentId }) => shipmentId === id));
  });
  return {
    parcelsOfShipment,
    shipment: loader(findShipments, ({ id }) => id),
    shipmentOfOrder: loader(findByOrders, ({ orderId }) => orderId),
  };
}

export type ShippingLoaders = ReturnType<typeof createLoaders>;
