import { allow, type RuleTree, signedIn } from '#platform/subgraph/shield.ts';

/** Whose shipment it is, is in the SQL. */
export const permissions: RuleTree = {
  Order: { id: allow, shipment: signedIn },
  Shipment: { '*': signedIn },
  Parcel: { '*': signedIn },
  ParcelItem: { '*': signedIn },
  Product: { id: signedIn },
  TrackedStep: { '*': signedIn },
};
