import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { sessionRevoked, userUpdated } from '#contracts/users.ts';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import { customer, staffMember } from '#platform/testkit/test-subgraph.ts';
import { REFRESH, signUp } from './sign-up.ts';
import { type StartedUsers, startUsers } from './start-users.ts';

const SOMEBODY = '01900000-0000-7000-8000-0000000000ff';
const admin: Viewer = { ...staffMember(SOMEBODY), kind: 'user', id: SOMEBODY, roles: ['ADMIN'], sessionId: SOMEBODY };
const orders: Viewer = { kind: 'service', name: 'orders' };

let users: StartedUsers;
beforeAll(async () => {
  users = await startUsers();
});
afterAll(async () => users[Symbol.asyncDispose]());

const codesOf = async (query: string, variables: object, viewer: Viewer) =>
  (await users.execute(query, variables, viewer)).errors?.map(({ extensions }) => extensions.code);

const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on User { id name email roles addresses { id } }
} }`;
const entities = async (ids: string[], viewer: Viewer) => {
  const representations = ids.map((id) => ({ __typename: 'User', id }));
  return (await users.query(ENTITIES, { representations }, viewer))._entities;
};

describe('me and user', () => {
  it('me is the viewer, and null for a guest', async () => {
    const { id, email, viewer } = await signUp(users);
    const query = `{ me { id email roles createdAt } }`;
    const { me } = await users.query(query, {}, viewer);
    expect(me).toMatchObject({ id, email, roles: ['CUSTOMER'] });
    expect(new Date(me.createdAt).toISOString()).toBe(me.createdAt);
    expect(await users.query(query, {}, guest)).toEqual({ me: null });
  });

  it('user is for staff, and null for an id that nobody has', async () => {
    const { id, email, viewer } = await signUp(users);
    const query = `query ($id: ID!) { user(id: $id) { email } }`;
    expect(await users.query(query, { id }, staffMember(SOMEBODY))).toEqual({ user: { email } });
    for (const unknown of [SOMEBODY, 'no id']) {
      expect(await users.query(query, { id: unknown }, staffMember(SOMEBODY))).toEqual({ user: null });
    }
    expect(await codesOf(query, { id }, viewer)).toEqual(['FORBIDDEN']);
    expect(await codesOf(query, { id }, guest)).toEqual(['UNAUTHENTICATED']);
  });
});

describe('a user of the graph', () => {
  it('shows all to its owner, staff and services, and only its name to others', async () => {
    const { id, email, viewer } = await signUp(users, 'Ada');
    const all = [{ id, name: 'Ada', email, roles: ['CUSTOMER'], addresses: [] }];
    for (const reader of [viewer, staffMember(SOMEBODY), admin, orders])
      expect(await entities([id], reader)).toEqual(all);
    const little = [{ id, name: 'Ada', email: null, roles: null, addresses: null }];
    for (const reader of [guest, customer(SOMEBODY)]) expect(await entities([id], reader)).toEqual(little);
  });

  it('is null where there is none', async () => {
    const { id } = await signUp(users);
    const found = await entities([SOMEBODY, id, 'no id'], orders);
    expect(found).toEqual([null, expect.objectContaining({ id }), null]);
  });

  it('costs one statement for any number of them, and one for all their addresses', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 5; number++) ids.push((await signUp(users)).id);
    const statements = jest.spyOn(pg.Client.prototype, 'query');
    await entities([...ids, ...ids], orders);
    const names = statements.mock.calls.map(([statement]) => (statement as unknown as pg.QueryConfig).name);
    statements.mockRestore();
    const own = names.filter((name) => /^(users|addresses|credentials|sessions)\./.test(name ?? ''));
    expect(own).toEqual(['users.find', 'addresses.find']);
  });
});

describe('updateProfile', () => {
  const UPDATE = `mutation ($name: String!) { updateProfile(input: { name: $name }) {
    __typename ... on UpdateProfileSuccess { user { name email } } ... on InvalidInput { fields { path } }
  } }`;

  it('changes the name and tells the others', async () => {
    const { id, email, viewer } = await signUp(users);
    const { updateProfile } = await users.query(UPDATE, { name: ' Grace ' }, viewer);
    expect(updateProfile).toEqual({ __typename: 'UpdateProfileSuccess', user: { name: 'Grace', email } });
    const message = await users.published(userUpdated, ({ userId }) => userId === id);
    expect(message).toMatchObject({ aggregateVersion: 2, data: { name: 'Grace', email, roles: ['CUSTOMER'] } });
  });

  it('refuses a blank name', async () => {
    const { viewer } = await signUp(users);
    const { updateProfile } = await users.query(UPDATE, { name: ' ' }, viewer);
    expect(updateProfile).toEqual({ __typename: 'InvalidInput', fields: [{ path: 'name' }] });
  });

  it('is for those who are signed in, and who still are somebody', async () => {
    expect(await codesOf(UPDATE, { name: 'Grace' }, guest)).toEqual(['UNAUTHENTICATED']);
    expect(await codesOf(UPDATE, { name: 'Grace' }, orders)).toEqual(['FORBIDDEN']);
    expect(await codesOf(UPDATE, { name: 'Grace' }, customer(SOMEBODY))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('setRoles', () => {
  const SET = `mutation ($input: SetRolesInput!) { setRoles(input: $input) {
    __typename ... on SetRolesSuccess { user { id roles } } ... on InvalidInput { fields { path message } }
  } }`;
  const set = async (userId: string, roles: string[], viewer: Viewer = admin) =>
    (await users.query(SET, { input: { userId, roles } }, viewer)).setRoles;

  it('replaces the roles, ends the sessions and tells the others, in order', async () => {
    const { id, refreshToken, viewer } = await signUp(users);
    expect(await set(id, ['STAFF', 'CUSTOMER', 'STAFF'])).toEqual({
      __typename: 'SetRolesSuccess',
      user: { id, roles: ['CUSTOMER', 'STAFF'] },
    });
    const ended = await users.published(sessionRevoked, ({ sessionId }) => sessionId === viewer.sessionId);
    const updated = await users.published(userUpdated, ({ userId }) => userId === id);
    expect([updated.aggregateVersion, ended.aggregateVersion]).toEqual([2, 3]);
    expect(updated.data.roles).toEqual(['CUSTOMER', 'STAFF']);
    const { refreshSession } = await users.query(REFRESH, { input: { refreshToken } });
    expect(refreshSession.__typename).toBe('InvalidRefreshToken');
  });

  it('leaves the sessions alone where nothing changes', async () => {
    const { id, refreshToken } = await signUp(users);
    expect((await set(id, ['CUSTOMER'])).__typename).toBe('SetRolesSuccess');
    const { refreshSession } = await users.query(REFRESH, { input: { refreshToken } });
    expect(refreshSession.__typename).toBe('RefreshSessionSuccess');
  });

  it('refuses no roles at all, an admin who would be none, and an unknown user', async () => {
    const { id, viewer } = await signUp(users);
    expect(await set(id, [])).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'roles' }] });
    expect(await set(id, ['STAFF'], { ...viewer, roles: ['ADMIN'] })).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ path: 'roles' }],
    });
    for (const unknown of [SOMEBODY, 'no id']) expect((await set(unknown, ['STAFF'])).__typename).toBe('UserNotFound');
  });

  it('is for admins', async () => {
    const { id, viewer } = await signUp(users);
    const variables = { input: { userId: id, roles: ['ADMIN'] } };
    expect(await codesOf(SET, variables, viewer)).toEqual(['FORBIDDEN']);
    expect(await codesOf(SET, variables, staffMember(id))).toEqual(['FORBIDDEN']);
    expect(await codesOf(SET, variables, guest)).toEqual(['UNAUTHENTICATED']);
  });
});
