import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';
import { deny, registered, signedIn } from '#platform/subgraph/shield.ts';
import { rules } from '../permissions/rules.ts';

const api = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));
const types = Object.values(api.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));

describe('the rules', () => {
  it('name every type that clients see, and no other', () => {
    expect(Object.keys(rules).toSorted()).toEqual(types.map(({ name }) => name).toSorted());
  });

  it.each(types.map((type) => [type.name, type] as const))('decide on every field of %s', (name, type) => {
    const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
    const undecided = fields.filter((field) => (rules[name]?.[field] ?? rules[name]?.['*'] ?? deny) === deny);
    expect(undecided).toEqual([]);
  });

  it('want an account where something is kept with one, and a guest session for orders and what belongs to them', () => {
    const ofAccounts = ['updateProfile', 'changePassword', 'saveAddress', 'removeAddress', 'addReview'];
    for (const field of ofAccounts) expect([field, rules['Mutation']?.[field]]).toEqual([field, registered]);
    const ofAnySession = ['logout', 'placeOrder', 'cancelOrder', 'payOrder', 'markNotificationRead'];
    for (const field of ofAnySession) expect([field, rules['Mutation']?.[field]]).toEqual([field, signedIn]);
  });

  it('name the roots field by field, so that a new one is denied until somebody decides', () => {
    for (const root of ['Query', 'Mutation', 'Subscription']) expect(rules[root]).not.toHaveProperty('*');
  });
});
