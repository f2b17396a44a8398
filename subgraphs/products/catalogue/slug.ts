import { z } from 'zod';

/** A name for addresses: "trail-runner-2". */
export const slug = z
  .string()
  .max(100, 'must have at most 100 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters and digits in words joined by single hyphens');

/** The slug itself, or one that nothing has: PostgreSQL is not asked about what it cannot hold. */
export const slugOrNone = (given: string): string => (slug.safeParse(given).success ? given : '');
