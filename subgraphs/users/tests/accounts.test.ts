import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { sessionRevoked, userUpdated } from '#contracts/users.ts';
import { guest, type UserViewer, type Viewer } from '#platform/security/viewer.ts';
import { customer, type Data, staffMember } from '#platform/testkit/test-subgraph.ts';
import { REFRESH, signUp } from './sign-up.ts';
import { type StartedUsers, startUsers } from './start-users.ts';

const SOMEBODY = '01900000-0000-7000-8000-0000000000ff';
const admin: Viewer = { kind: 'user', id: SOMEBODY, roles: ['ADMIN'], sessionId: SOMEBODY };
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
  const set = async (userId: string, roles: string[], viewer: Viewer = appointed) =>
    (await users.query(SET, { input: { userId, roles } }, viewer)).setRoles;

  /** A new account that is an admin. */
  async function appoint(): Promise<UserViewer> {
    const { id, viewer } = await signUp(users);
    await users.database.query({ text: `UPDATE users SET roles = '{CUSTOMER,ADMIN}' WHERE id = $1`, values: [id] });
    return { ...viewer, roles: ['CUSTOMER', 'ADMIN'] };
  }

  let appointed: UserViewer;
  beforeAll(async () => {
    appointed = await appoint();
  });

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
    const { id } = await signUp(users);
    expect(await set(id, [])).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'roles' }] });
    expect(await set(appointed.id, ['STAFF'])).toMatchObject({
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

  it('is for those who are admins still, whatever their token says', async () => {
    const { id, viewer } = await signUp(users);
    const variables = { input: { userId: id, roles: ['ADMIN'] } };
    expect(await codesOf(SET, variables, { ...viewer, roles: ['ADMIN'] })).toEqual(['FORBIDDEN']);
    expect(await codesOf(SET, variables, admin)).toEqual(['FORBIDDEN']);
  });

  it('leaves one of two admins who take the role from each other at once', async () => {
    for (let round = 0; round < 5; round++) {
      const [ada, eve] = [await appoint(), await appoint()];
      const demote = (viewer: UserViewer, userId: string) =>
        users.execute(SET, { input: { userId, roles: ['CUSTOMER'] } }, viewer);
      const answers = await Promise.all([demote(ada, eve.id), demote(eve, ada.id)]);
      const codes = answers.map(({ errors }) => errors?.[0].extensions.code);
      expect(codes.toSorted()).toEqual(['FORBIDDEN', undefined]);
      const left = (await entities([ada.id, eve.id], orders)).filter(({ roles }: Data) => roles.includes('ADMIN'));
      expect(left).toHaveLength(1);
    }
  });
});
