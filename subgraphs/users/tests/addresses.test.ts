import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import { customer } from '#platform/testkit/test-subgraph.ts';
import { signUp } from './sign-up.ts';
import { type StartedUsers, startUsers } from './start-users.ts';

let users: StartedUsers;
beforeAll(async () => {
  users = await startUsers();
});
afterAll(async () => users[Symbol.asyncDispose]());

const ADDRESS = `id address { name street city state postalCode country }`;
const SAVE = `mutation ($input: SaveAddressInput!) { saveAddress(input: $input) {
  __typename ... on SaveAddressSuccess { address { ${ADDRESS} } } ... on InvalidInput { fields { path message } }
} }`;
const REMOVE = `mutation ($id: ID!) { removeAddress(input: { id: $id }) {
  __typename ... on RemoveAddressSuccess { id } ... on UserError { code }
} }`;

const home = { name: 'Ada', street: 'Hauptstraße 1', city: 'Wien', postalCode: '1010', country: 'at' };
const save = async (viewer: Viewer, input: object) => (await users.query(SAVE, { input }, viewer)).saveAddress;
const addressesOf = async (viewer: Viewer) =>
  (await users.query(`{ me { addresses { ${ADDRESS} } } }`, {}, viewer)).me.addresses;

describe('saved addresses', () => {
  it('are added, changed and removed by their owner', async () => {
    const { viewer } = await signUp(users);
    const { address } = await save(viewer, { address: home });
    expect(address.address).toEqual({ ...home, state: null, country: 'AT' });
    const second = (await save(viewer, { address: { ...home, state: 'Wien' } })).address;
    expect(await addressesOf(viewer)).toEqual([address, second]);

    const moved = await save(viewer, { id: address.id, address: { ...home, street: 'Ring 2' } });
    expect(moved.address).toMatchObject({ id: address.id, address: { street: 'Ring 2' } });
    expect((await users.query(REMOVE, { id: second.id }, viewer)).removeAddress).toEqual({
      __typename: 'RemoveAddressSuccess',
      id: second.id,
    });
    expect(await addressesOf(viewer)).toEqual([moved.address]);
  });

  it('are nobody else’s: theirs are answered like none', async () => {
    const [owner, other] = [await signUp(users), await signUp(users)];
    const { address } = await save(owner.viewer, { address: home });
    for (const id of [address.id, 'no id']) {
      expect((await save(other.viewer, { id, address: home })).__typename).toBe('AddressNotFound');
      expect((await users.query(REMOVE, { id }, other.viewer)).removeAddress.code).toBe('ADDRESS_NOT_FOUND');
    }
    expect(await addressesOf(owner.viewer)).toEqual([address]);
  });

  it('are at most 20, even when two are added at once', async () => {
    const { viewer } = await signUp(users);
    const answers = await Promise.all(Array.from({ length: 22 }, () => save(viewer, { address: home })));
    const refused = answers.filter(({ __typename }) => __typename === 'InvalidInput');
    expect(refused).toHaveLength(2);
    expect(refused[0].fields).toEqual([{ path: 'address', message: 'at most 20 addresses can be saved' }]);
    expect(await addressesOf(viewer)).toHaveLength(20);
  });

  it('are checked by the field', async () => {
    const { viewer } = await signUp(users);
    const answer = await save(viewer, { address: { ...home, street: ' ', country: 'AUT' } });
    expect(answer.fields.map(({ path }: { path: string }) => path)).toEqual(['address.street', 'address.country']);
  });

  it('need somebody who is signed in', async () => {
    for (const viewer of [guest, customer('01900000-0000-7000-8000-0000000000ff')]) {
      const { errors } = await users.execute(SAVE, { input: { address: home } }, viewer);
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  it('are read anew after a change within one operation', async () => {
    const { viewer } = await signUp(users);
    const rename = `updateProfile(input: { name: "Ada" }) { ... on UpdateProfileSuccess { user { addresses { id } } } }`;
    const { before, after } = await users.query(
      `mutation ($input: SaveAddressInput!) { before: ${rename} saveAddress(input: $input) { __typename } after: ${rename} }`,
      { input: { address: home } },
      viewer,
    );
    expect([before.user.addresses.length, after.user.addresses.length]).toEqual([0, 1]);
  });
});
