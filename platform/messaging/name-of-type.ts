/** A message type without its version: `orders.order-placed` of `orders.order-placed.v1`. */
export const nameOfType = (type: string) => type.replace(/\.v\d+$/, '');
