import type { Role } from '#platform/security/viewer.ts';

export interface SetRoles {
  /** The admin who asks. */
  adminId: string;
  userId: string;
  roles: readonly Role[];
}

export type RolesDecision =
  | { kind: 'unchanged' }
  | { kind: 'change'; roles: Role[] }
  | { kind: 'refused'; reason: string };

const inOrder: readonly Role[] = ['CUSTOMER', 'STAFF', 'ADMIN'];

/** Which roles a user has after an admin's wish, each once and always in the same order. */
export function decideRoles({ adminId, userId, roles }: SetRoles, current: readonly Role[]): RolesDecision {
  const wanted = inOrder.filter((role) => roles.includes(role));
  if (wanted.length === 0) return { kind: 'refused', reason: 'must name at least one role' };
  // Otherwise the last admin could leave a graph that nobody can administrate.
  if (adminId === userId && !wanted.includes('ADMIN')) {
    return { kind: 'refused', reason: 'must include ADMIN: only another admin may take it from you' };
  }
  const same = wanted.length === current.length && wanted.every((role) => current.includes(role));
  return same ? { kind: 'unchanged' } : { kind: 'change', roles: wanted };
}
