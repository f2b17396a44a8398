import type { Consumer } from '#platform/messaging/consumer.ts';

/** Every message that this subgraph receives: none, nothing outside changes an account. */
export const consumes = (): Consumer[] => [];
