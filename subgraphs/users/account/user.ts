import { z } from 'zod';
import type { Role } from '#platform/security/viewer.ts';
import { text } from '#platform/subgraph/user-errors.ts';

export interface User {
  id: string;
  /** In lower case. */
  email: string;
  name: string;
  /** At least one, each once. */
  roles: Role[];
  createdAt: Date;
  /** That of the newest event about the user. */
  version: number;
}

/**
 * An e-mail address, in lower case: RFC 5321 lets mailboxes differ by case, but no provider does, and people type their
 * address one way today and another tomorrow. 254 characters are the longest that SMTP can carry.
 */
export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'must have at most 254 characters')
  .pipe(z.email('must be an e-mail address'));

/** A display name. */
export const nameInput = text(1, 100);
