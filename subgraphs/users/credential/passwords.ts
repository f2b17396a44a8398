import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';

/** A password that is being chosen. The upper bound keeps hashing from being fed megabytes. */
export const newPasswordInput = z
  .string()
  .min(8, 'must have at least 8 characters')
  .max(200, 'must have at most 200 characters');

/** A password that is being tried: rules for new ones must not lock out who chose theirs under older rules. */
export const triedPasswordInput = z.string().max(200, 'must have at most 200 characters');

/**
 * Argon2id (2) with 19 MiB, 2 passes, 1 lane: OWASP's first choice. 24 ms a hash; 64 MiB with 3 passes and 4 lanes would
 * cost 135 ms, and two cores then sign in nine people a second.
 */
export const ARGON2 = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Whether the password made this hash. Without a hash (nobody has this e-mail address) the answer is no, and takes the
   * same work: the time must not tell who has an account.
   */
  matches(password: string, passwordHash: string | undefined): Promise<boolean>;
}

/** @param compare argon2's verification: hash first, password second */
export async function createPasswords(compare: typeof verify = verify): Promise<Passwords> {
  const nobodysHash = await hash(randomBytes(32), ARGON2);
  return {
    hash: (password) => hash(password, ARGON2),
    async matches(password, passwordHash) {
      const same = await compare(passwordHash ?? nobodysHash, password);
      return same && passwordHash !== undefined;
    },
  };
}
