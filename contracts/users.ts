import { z } from 'zod';
import { defineMessage } from './message-contract.ts';

/** Aggregate: the user. */
export const userRegistered = defineMessage('users.user-registered.v1', {
  userId: z.uuid(),
  email: z.string(),
  name: z.string(),
});

/** Aggregate: the user. */
export const userUpdated = defineMessage('users.user-updated.v1', {
  userId: z.uuid(),
  email: z.string(),
  name: z.string(),
  roles: z.array(z.enum(['CUSTOMER', 'STAFF', 'ADMIN'])),
});

/** Aggregate: the user. Access tokens of the session are refused from now on. */
export const sessionRevoked = defineMessage('users.session-revoked.v1', {
  userId: z.uuid(),
  sessionId: z.uuid(),
});

/** Aggregate: the user. What the guest had (carts, orders) is the user's from now on. */
export const guestAdopted = defineMessage('users.guest-adopted.v1', { userId: z.uuid(), guestId: z.uuid() });
