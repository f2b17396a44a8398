import { describe, expect, it } from '@jest/globals';
import type { Role } from '#platform/security/viewer.ts';
import { decideRoles } from '../account/decide-roles.ts';

const decide = (roles: Role[], current: Role[], userId = 'user') =>
  decideRoles({ adminId: 'admin', userId, roles }, current);

describe('decideRoles', () => {
  it('names each role once, always in the same order', () => {
    const change = { kind: 'change', roles: ['CUSTOMER', 'ADMIN'] };
    expect(decide(['ADMIN', 'CUSTOMER', 'ADMIN'], ['CUSTOMER'])).toEqual(change);
  });

  it('sees that nothing changes, whatever the order', () => {
    expect(decide(['STAFF', 'CUSTOMER'], ['CUSTOMER', 'STAFF'])).toEqual({ kind: 'unchanged' });
    expect(decide(['STAFF'], ['CUSTOMER', 'STAFF']).kind).toBe('change');
  });

  it('refuses no roles at all', () => {
    expect(decide([], ['CUSTOMER']).kind).toBe('refused');
  });

  it('lets an admin be demoted by another admin alone', () => {
    expect(decide(['STAFF'], ['ADMIN'], 'admin').kind).toBe('refused');
    expect(decide(['STAFF', 'ADMIN'], ['ADMIN'], 'admin').kind).toBe('change');
    expect(decide(['STAFF'], ['ADMIN'], 'another admin').kind).toBe('change');
  });
});
