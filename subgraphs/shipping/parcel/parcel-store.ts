import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '#platform/postgres/database.ts';
import type { Parcel, ParcelItem } from './parcel.ts';

const COLUMNS = 'id, shipment_id AS "shipmentId", items, status, tracking_number AS "trackingNumber", tracking';

/** Adds a shipment's parcels, which the carrier is to be asked for at once. */
export async function addParcels(
  db: Queryable,
  shipmentId: string,
  parcels: readonly (readonly ParcelItem[])[],
): Promise<void> {
  await db.query({
    name: 'parcel.add',
    text: `INSERT INTO parcels (id, shipment_id, number, items, status, ask_at)
           SELECT id, $1, number, items, 'REQUESTED', now()
           FROM unnest($2::uuid[], $3::jsonb[]) WITH ORDINALITY AS parcel (id, items, number)`,
    values: [shipmentId, parcels.map(() => uuidv7()), parcels.map((items) => JSON.stringify(items))],
  });
}

/** All parcels of these shipments, in their order. */
export async function findParcels(db: Queryable, shipmentIds: readonly string[]): Promise<Parcel[]> {
  const { rows } = await db.query<Parcel>({
    name: 'parcel.find',
    text: `SELECT ${COLUMNS} FROM parcels WHERE shipment_id = ANY($1::uuid[]) ORDER BY shipment_id, number`,
    values: [shipmentIds],
  });
  return rows;
}

/** A parcel that the carrier is to be asked about, and how often it has been since its last change. */
export interface DueParcel {
  id: string;
  shipmentId: string;
  asked: number;
}

/**
 * Takes the parcels that the carrier is to be asked about now. Each is given out again later should its answer never be
 * recorded: after 1 s doubling up to a minute, and not before a question's own deadline has passed.
 */
export async function takeDue(db: Queryable, limit: number): Promise<DueParcel[]> {
  const { rows } = await db.query<DueParcel>({
    name: 'parcel.take-due',
    text: `UPDATE parcels SET asked = asked + 1,
             ask_at = now() + make_interval(secs => greatest(4, least(60, 2 ^ least(asked, 6))))
           WHERE id IN (SELECT id FROM parcels WHERE ask_at <= now() ORDER BY ask_at LIMIT $1 FOR UPDATE SKIP LOCKED)
           RETURNING id, shipment_id AS "shipmentId", asked`,
    values: [limit],
  });
  return rows;
}

/**
 * Stores what a carrier's answer made of a parcel; one of which more can be heard is looked after again in 5 s, or at once if
 * that was asked for while the answer was on its way, perhaps after this transaction began: hence not `now()`.
 */
export async function storeParcel(db: Queryable, { id, status, trackingNumber, tracking }: Parcel): Promise<void> {
  await db.query({
    name: 'parcel.store',
    text: `UPDATE parcels SET status = $2, tracking_number = $3, tracking = $4, asked = 0,
             ask_at = CASE WHEN $2 IN ('DELIVERED', 'FAILED', 'CANCELLED') THEN NULL
                           WHEN ask_at <= clock_timestamp() THEN ask_at ELSE now() + interval '5 s' END
           WHERE id = $1`,
    values: [id, status, trackingNumber, JSON.stringify(tracking)],
  });
}

/** Has the carrier asked at once about the parcels of a shipment that may not have left. */
export async function askAboutUndispatched(db: Queryable, shipmentId: string): Promise<void> {
  await db.query({
    name: 'parcel.ask-about-undispatched',
    text: `UPDATE parcels SET ask_at = now(), asked = 0
           WHERE shipment_id = $1 AND status IN ('REQUESTED', 'BOOKED')`,
    values: [shipmentId],
  });
}

/**
 * Has the carrier asked at once about a parcel that is said to have taken a step, unless that is known or nothing more can be
 * heard of it. Gives whether the parcel is ours.
 */
export async function askAboutStep(db: Queryable, parcelId: string, step: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'parcel.ask-about-step',
    text: `UPDATE parcels SET asked = 0,
             ask_at = CASE WHEN status IN ('DELIVERED', 'FAILED', 'CANCELLED') THEN NULL
                           WHEN tracking @> jsonb_build_array(jsonb_build_object('step', $2::text)) THEN ask_at
                           ELSE now() END
           WHERE id = $1`,
    values: [parcelId, step],
  });
  return rowCount === 1;
}
