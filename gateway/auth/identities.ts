import { LRUCache } from 'lru-cache';
import { encodeIdentity } from '#platform/security/signed-request.ts';
import type { Viewer } from '#platform/security/viewer.ts';

/** Addresses of guests whose identity is kept. */
const MAX_GUESTS = 10_000;

/** Gives a viewer at an address in the form that subgraphs are told of it. */
export type EncodeIdentity = (viewer: Viewer, clientAddress: string) => string;

/**
 * Remembers encoded identities: a guest's by address, a user's with the viewer that the authenticator remembers, for the
 * address that was seen last.
 */
export function createIdentities(): EncodeIdentity {
  const guests = new LRUCache<string, string>({ max: MAX_GUESTS });
  const users = new WeakMap<Viewer, { clientAddress: string; identity: string }>();

  return (viewer, clientAddress) => {
    const known = viewer.kind === 'guest' ? guests.get(clientAddress) : users.get(viewer);
    if (typeof known === 'string') return known;
    if (known !== undefined && known.clientAddress === clientAddress) return known.identity;
    const identity = encodeIdentity({ viewer, clientAddress });
    if (viewer.kind === 'guest') guests.set(clientAddress, identity);
    else users.set(viewer, { clientAddress, identity });
    return identity;
  };
}
