/** Where each part listens, as steps from the gateway's port. */
const PORT_STEPS = {
  gateway: 0,
  users: 1,
  products: 2,
  orders: 3,
  payments: 4,
  shipping: 5,
  notifications: 6,
  provider: 10,
  carrier: 11,
};

type Part = keyof typeof PORT_STEPS;

export interface Addresses {
  /** All ports that are used. */
  ports: readonly number[];
  /** A part's port, as a variable's value. */
  portOf(part: Part): string;
  urlOf(part: Part): string;
}

/** @param gatewayPort the port that all others follow */
export function addressesFrom(gatewayPort: number): Addresses {
  const portOf = (part: Part) => String(gatewayPort + PORT_STEPS[part]);
  return {
    ports: Object.values(PORT_STEPS).map((step) => gatewayPort + step),
    portOf,
    urlOf: (part) => `http://127.0.0.1:${portOf(part)}`,
  };
}
