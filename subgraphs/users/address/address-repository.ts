import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import type { Address } from '#platform/subgraph/address.ts';
import { type AddressEntry, MAX_SAVED_ADDRESSES } from './address-entry.ts';

interface Row extends Omit<Address, 'state'> {
  id: string;
  userId: string;
  state: string | null;
}

const entryOf = ({ id, userId, state, ...address }: Row): AddressEntry => ({
  id,
  userId,
  address: { ...address, state: state ?? undefined },
});

const COLUMNS = `id, user_id AS "userId", name, street, city, state, postal_code AS "postalCode", country`;

const valuesOf = ({ name, street, city, state, postalCode, country }: Address) => [
  name,
  street,
  city,
  state,
  postalCode,
  country,
];

/** The addresses of all these users, each user's oldest first. */
export async function findAddresses(database: Queryable, userIds: readonly string[]): Promise<AddressEntry[]> {
  const { rows } = await database.query<Row>({
    name: 'addresses.find',
    text: `SELECT ${COLUMNS} FROM addresses WHERE user_id = ANY($1::uuid[]) ORDER BY user_id, id`,
    values: [userIds],
  });
  return rows.map(entryOf);
}

/** Adds an address to a locked user; undefined when the user has as many as may be. */
export async function insertAddress(
  tx: Transaction,
  { id, userId, address }: AddressEntry,
): Promise<AddressEntry | undefined> {
  const { rows } = await tx.query<Row>({
    name: 'addresses.insert',
    text: `INSERT INTO addresses (id, user_id, name, street, city, state, postal_code, country)
           SELECT $1, $2, $3, $4, $5, $6, $7, $8
           WHERE (SELECT count(*) FROM addresses WHERE user_id = $2) < $9
           RETURNING ${COLUMNS}`,
    values: [id, userId, ...valuesOf(address), MAX_SAVED_ADDRESSES],
  });
  return rows.map(entryOf)[0];
}

/** Changes an address of this user; undefined when the user has none of this id. */
export async function updateAddress(
  database: Queryable,
  { id, userId, address }: AddressEntry,
): Promise<AddressEntry | undefined> {
  const { rows } = await database.query<Row>({
    name: 'addresses.update',
    text: `UPDATE addresses SET name = $3, street = $4, city = $5, state = $6, postal_code = $7, country = $8
           WHERE id = $1 AND user_id = $2 RETURNING ${COLUMNS}`,
    values: [id, userId, ...valuesOf(address)],
  });
  return rows.map(entryOf)[0];
}

/** Removes an address of this user; false when the user has none of this id. */
export async function deleteAddress(database: Queryable, id: string, userId: string): Promise<boolean> {
  const deleted = await database.query({
    name: 'addresses.delete',
    text: `DELETE FROM addresses WHERE id = $1 AND user_id = $2`,
    values: [id, userId],
  });
  return deleted.rowCount === 1;
}
