import { z } from 'zod';
import { emailInput, type User } from '../account/user.ts';
import { lockUser } from '../account/user-repository.ts';
import { findCredential, findCredentialByEmail } from '../credential/credential-repository.ts';
import { triedPasswordInput } from '../credential/passwords.ts';
import { adoptGuest, guestRefreshTokenInput } from '../guest/adopt-guest.ts';
import type { UsersParts } from '../users-parts.ts';
import type { SessionTokens } from './access-tokens.ts';
import { openSession } from './open-session.ts';

export const loginInput = z.object({
  email: emailInput,
  password: triedPasswordInput,
  guestRefreshToken: guestRefreshTokenInput,
});

export type Login =
  | { kind: 'logged-in'; user: User; session: SessionTokens }
  | { kind: 'invalid-credentials' }
  | { kind: 'too-many-attempts'; retryAfterSeconds: number };

/** Opens a session for who knows the password. An unknown e-mail address is answered as a wrong password is. */
export async function logIn(
  parts: UsersParts,
  { email, password, guestRefreshToken }: z.infer<typeof loginInput>,
  clientAddress: string,
): Promise<Login> {
  const { database, passwords, tokens, limits } = parts;
  const retryAfterSeconds = await limits.takeLogin(email, clientAddress);
  if (retryAfterSeconds > 0) return { kind: 'too-many-attempts', retryAfterSeconds };
  const credential = await findCredentialByEmail(database, email);
  const matches = await passwords.matches(password, credential?.passwordHash);
  if (!matches || credential === undefined) return { kind: 'invalid-credentials' };
  const loggedIn = await database.transaction(async (tx) => {
    const user = await lockUser(tx, credential.userId);
    const current = await findCredential(tx, credential.userId);
    // A password that was changed while it was being checked opens nothing.
    if (user === undefined || current?.passwordHash !== credential.passwordHash) return undefined;
    await adoptGuest(tx, parts, user.id, guestRefreshToken);
    return { user, opened: await openSession(tx, user.id) };
  });
  if (loggedIn === undefined) return { kind: 'invalid-credentials' };
  await limits.forgetLogins(email);
  const { user, opened } = loggedIn;
  return { kind: 'logged-in', user, session: await tokens.issue(user, opened) };
}
