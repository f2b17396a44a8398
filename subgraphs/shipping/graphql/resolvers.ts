import { DateTime } from '#platform/subgraph/scalars.ts';
import type { Resolvers } from './generated.ts';

export const resolvers: Resolvers = {
  DateTime,
  Order: {
    __resolveReference: ({ id }) => ({ __typename: 'Order', id }),
    shipment: ({ id }, _args, { loaders }) => loaders.shipmentOfOrder.load(id),
  },
  Shipment: {
    __resolveReference: ({ id }, { loaders }) => loaders.shipment.load(id),
    parcels: ({ id }, _args, { loaders }) => loaders.parcelsOfShipment.load(id),
  },
  ParcelItem: {
    product: ({ productId }) => (productId === undefined ? null : { __typename: 'Product', id: productId }),
  },
};
