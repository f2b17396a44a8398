import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { insertCredential } from '../credential/credential-repository.ts';
import { newPasswordInput } from '../credential/passwords.ts';
import { adoptGuest, guestRefreshTokenInput } from '../guest/adopt-guest.ts';
import { publishes } from '../messaging/publishes.ts';
import type { SessionTokens } from '../session/access-tokens.ts';
import { openSession } from '../session/open-session.ts';
import type { UsersParts } from '../users-parts.ts';
import { emailInput, nameInput, type User } from './user.ts';
import { insertUser } from './user-repository.ts';

export const registerInput = z.object({
  email: emailInput,
  password: newPasswordInput,
  name: nameInput,
  guestRefreshToken: guestRefreshTokenInput,
});

export type Registration =
  | { kind: 'registered'; user: User; session: SessionTokens }
  | { kind: 'email-taken' }
  | { kind: 'too-many-attempts'; retryAfterSeconds: number };

/** Makes an account with the role CUSTOMER and signs it in. */
export async function register(
  parts: UsersParts,
  { email, password, name, guestRefreshToken }: z.infer<typeof registerInput>,
  clientAddress: string,
): Promise<Registration> {
  const { database, outbox, passwords, tokens, limits } = parts;
  const retryAfterSeconds = await limits.takeRegistration(clientAddress);
  if (retryAfterSeconds > 0) return { kind: 'too-many-attempts', retryAfterSeconds };
  // Hashed before the transaction: a connection is not held for 24 ms of computing.
  const passwordHash = await passwords.hash(password);
  const registered = await database.transaction(async (tx) => {
    const user = await insertUser(tx, { id: uuidv7(), email, name, roles: ['CUSTOMER'] });
    if (user === undefined) return undefined;
    await insertCredential(tx, user.id, passwordHash);
    await outbox.append(tx, [publishes.userRegistered(user)]);
    await adoptGuest(tx, parts, user.id, guestRefreshToken);
    return { user, opened: await openSession(tx, user.id) };
  });
  if (registered === undefined) return { kind: 'email-taken' };
  const { user, opened } = registered;
  return { kind: 'registered', user, session: await tokens.issue(user, opened) };
}
