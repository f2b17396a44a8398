import type { Queryable } from '#platform/postgres/database.ts';
import type { DeadlineKind } from './decide-next.ts';

export interface Deadline {
  orderId: string;
  kind: DeadlineKind;
}

/** Sets a deadline of an order. */
export async function setDeadline(db: Queryable, { orderId, kind, dueAt }: Deadline & { dueAt: Date }): Promise<void> {
  await db.query({
    name: 'deadline.set',
    text: `INSERT INTO order_deadlines (order_id, kind, due_at) VALUES ($1, $2, $3)`,
    values: [orderId, kind, dueAt],
  });
}

/** Takes away the deadline that has been due for the longest time and that nobody else is taking, and gives it. */
export async function takeDueDeadline(db: Queryable): Promise<Deadline | undefined> {
  const { rows } = await db.query<Deadline>({
    name: 'deadline.take-due',
    text: `DELETE FROM order_deadlines WHERE (order_id, kind) = (
             SELECT order_id, kind FROM order_deadlines WHERE due_at <= now()
             ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING order_id AS "orderId", kind`,
  });
  return rows[0];
}

/** Puts a deadline off, in seconds from now. */
export async function postponeDeadline(db: Queryable, { orderId, kind }: Deadline, seconds: number): Promise<void> {
  await db.query({
    name: 'deadline.postpone',
    text: `UPDATE order_deadlines SET due_at = now() + make_interval(secs => $3) WHERE order_id = $1 AND kind = $2`,
    values: [orderId, kind, seconds],
  });
}

/** How long it is until the next deadline, in ms; undefined when there is none. */
export async function msToNextDeadline(db: Queryable): Promise<number | undefined> {
  const { rows } = await db.query<{ ms: number | null }>({
    name: 'deadline.next',
    text: `SELECT (extract(epoch FROM min(due_at) - clock_timestamp()) * 1000)::float8 AS ms FROM order_deadlines`,
  });
  return rows[0]?.ms ?? undefined;
}
