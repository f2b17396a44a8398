import DataLoader from 'dataloader';
import type { Queryable } from '#platform/postgres/database.ts';
import type { User } from '../account/user.ts';
import { findUsers } from '../account/user-repository.ts';
import type { AddressEntry } from '../address/address-entry.ts';
import { findAddresses } from '../address/address-repository.ts';

export interface Loaders {
  /** Users by id, null for unknown ones. */
  users: DataLoader<string, User | null>;
  /** Saved addresses by the id of their user. */
  addresses: DataLoader<string, AddressEntry[]>;
}

/** Loaders for one operation: whatever it asks for N users is one statement. */
export const createLoaders = (database: Queryable): Loaders => ({
  users: new DataLoader(async (ids) => {
    const byId = new Map((await findUsers(database, ids)).map((user) => [user.id, user]));
    return ids.map((id) => byId.get(id) ?? null);
  }),
  addresses: new DataLoader(async (userIds) => {
    const byUser = Map.groupBy(await findAddresses(database, userIds), ({ userId }) => userId);
    return userIds.map((userId) => byUser.get(userId) ?? []);
  }),
});
