import type { SubgraphContext } from '#platform/subgraph/graphql-handler.ts';
import type { ShippingLoaders } from './loaders.ts';

export interface ShippingContext extends SubgraphContext {
  loaders: ShippingLoaders;
}
