import type { Cache } from '#platform/cache/cache.ts';
import { networkOf } from '#platform/security/network-of.ts';

const QUARTER = 15 * 60;
const HOUR = 60 * 60;

/** Guesses at one account: enough for a forgotten password, a thousand a day for who tries a dictionary. */
const LOGINS_PER_EMAIL = { name: 'users.login-by-email', points: 10, windowSeconds: QUARTER };

/** One password tried at many accounts. High enough for an office or a mobile network behind one address. */
const LOGINS_PER_ADDRESS = { name: 'users.login-by-address', points: 100, windowSeconds: QUARTER };

/** Accounts made by a machine; also bounds what can be asked by EmailTaken. A class or a conference still gets in. */
const REGISTRATIONS_PER_ADDRESS = { name: 'users.register-by-address', points: 200, windowSeconds: HOUR };

/** Sessions begun by a machine: each is a row for 30 days. Cheap enough for a whole network behind one address. */
const GUEST_SESSIONS_PER_ADDRESS = { name: 'users.guest-session-by-address', points: 1_000, windowSeconds: HOUR };

/** Guesses at the current password by who found an open session. */
const PASSWORD_CHANGES_PER_USER = { name: 'users.change-password', points: 10, windowSeconds: QUARTER };

/** Each `take…` takes a point and gives the seconds to wait when none was left, otherwise 0. An IPv6 address counts as its /64. */
export interface AttemptLimits {
  takeLogin(email: string, clientAddress: string): Promise<number>;
  /** Who knows the password has all attempts again. */
  forgetLogins(email: string): Promise<void>;
  takeRegistration(clientAddress: string): Promise<number>;
  takeGuestSession(clientAddress: string): Promise<number>;
  takePasswordChange(userId: string): Promise<number>;
  forgetPasswordChanges(userId: string): Promise<void>;
}

/** The limits on attempts, shared by all who use the cache. */
export function createAttemptLimits(cache: Cache): AttemptLimits {
  const loginsPerEmail = cache.limiter(LOGINS_PER_EMAIL);
  const loginsPerAddress = cache.limiter(LOGINS_PER_ADDRESS);
  const registrations = cache.limiter(REGISTRATIONS_PER_ADDRESS);
  const guestSessions = cache.limiter(GUEST_SESSIONS_PER_ADDRESS);
  const passwordChanges = cache.limiter(PASSWORD_CHANGES_PER_USER);
  return {
    async takeLogin(email, clientAddress) {
      // The address goes first: one that is out of points must not use up those of the accounts that it tries.
      const wait = await loginsPerAddress.consume(networkOf(clientAddress));
      return wait > 0 ? wait : loginsPerEmail.consume(email);
    },
    forgetLogins: (email) => loginsPerEmail.reset(email),
    takeRegistration: (clientAddress) => registrations.consume(networkOf(clientAddress)),
    takeGuestSession: (clientAddress) => guestSessions.consume(networkOf(clientAddress)),
    takePasswordChange: (userId) => passwordChanges.consume(userId),
    forgetPasswordChanges: (userId) => passwordChanges.reset(userId),
  };
}
