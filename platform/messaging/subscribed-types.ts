import { subscriptions } from '#contracts/subscriptions.ts';

/** Consumer group → the message types that it wants. */
export type SubscribedTypes = Readonly<Record<string, readonly string[]>>;

/** What the services of this graph consume. */
export const subscribedTypes: SubscribedTypes = Object.fromEntries(
  Object.entries(subscriptions).map(([group, contracts]) => [group, contracts.map(({ type }) => type)]),
);

/**
 * A service must consume just what contracts/subscriptions.ts says: publishers declare queues by that, and a type that is
 * missing there would be lost for as long as the service has never run.
 *
 * @throws Error that names what is missing or too much there
 */
export function checkSubscriptions(service: string, types: readonly string[], declared = subscribedTypes): void {
  const named = declared[service] ?? [];
  const missing = types.filter((type) => !named.includes(type));
  const unused = named.filter((type) => !types.includes(type));
  if (missing.length === 0 && unused.length === 0) return;
  const parts = [
    missing.length === 0 ? undefined : `is without ${missing.join(', ')}`,
    unused.length === 0 ? undefined : `has ${unused.join(', ')}, which it does not consume`,
  ];
  throw new Error(`contracts/subscriptions.ts: ${service} ${parts.filter(Boolean).join(' and ')}`);
}
