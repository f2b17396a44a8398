import pg from 'pg';

/** Of Node: nobody listens there, or the connection has broken. */
const BROKEN = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND']);

/**
 * Of PostgreSQL: connection exceptions (class 08), too_many_connections, query_canceled, admin_shutdown, crash_shutdown,
 * cannot_connect_now (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const REFUSED = /^(08...|53300|57014|57P0[123])$/;

/** Of pg, which gives these no code: no connection came free, none could be made, or its answer did not come. */
const TIMED_OUT =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered)/;

/** Whether an error says that the database cannot be asked now, or that its answer was lost: what was wanted may be asked again. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return REFUSED.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? TIMED_OUT.test(error.message) : BROKEN.has(code);
}
