import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { guest, role, type UserViewer, type Viewer } from '#platform/security/viewer.ts';
import type { RevokedSessions } from './revoked-sessions.ts';

/** A token that is not, or no longer, good. The message is for clients. */
export class InvalidToken extends Error {
  override readonly name = 'InvalidToken';
}

/** Tokens cannot be checked now. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** Who asks, and until when we believe it. */
export interface Authentication {
  viewer: Viewer;
  /** Epoch ms; Infinity for a guest. */
  expiresAt: number;
}

export interface Authenticator {
  /**
   * Finds out who sent an `Authorization` header; nobody did without one. Gives a promise only for a token that it sees for
   * the first time; what is thrown may also be what that promise rejects with.
   *
   * @throws InvalidToken when the token is malformed, forged, expired or its session has ended
   * @throws KeysUnavailable when the keys cannot be had
   */
  authenticate(authorization: string | undefined): Authentication | Promise<Authentication>;
  /** Whether what was found out is still true. */
  isCurrent(authentication: Authentication): boolean;
  /** Resolves when the key set can be had. @throws Error otherwise */
  ready(): Promise<void>;
}

const nobody: Authentication = { viewer: guest, expiresAt: Infinity };

/** Takes everybody for a guest, whatever token they send: for graphs whose users are not ours. */
export const everybodyIsGuest: Authenticator = {
  authenticate: () => nobody,
  isCurrent: () => true,
  async ready() {},
};

const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid(), roles: z.array(role), exp: z.number() });

/** Outcomes kept: a check costs 0.2 ms, more than a whole small query should. */
const MAX_REMEMBERED = 20_000;

/** Shortest time between two requests for the keys because of a key we do not know, in ms. */
const COOLDOWN_MS = 10_000;

/** Longest time to wait for the keys, in ms. */
const KEYS_TIMEOUT_MS = 2_000;

/** The key set has no such key: that is the token's fault; all else about the key set is not. */
const isTokensFault = (error: unknown) =>
  error instanceof errors.JWTExpired ||
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported ||
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys;

type UserAuthentication = Authentication & { viewer: UserViewer };

function tokenOf(authorization: string): string {
  const match = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization);
  if (match?.[1] === undefined) throw new InvalidToken('The Authorization header is no bearer token.');
  return match[1];
}

const usual = (token: string) => `Bearer ${token}`;

export interface AuthenticatorOptions {
  /** Where the keys are published. */
  readonly jwksUrl: string;
  /** What tokens must hold as `iss` and `aud`. */
  readonly issuer: string;
  readonly audience: string;
  readonly revoked: Pick<RevokedSessions, 'has'>;
}

export function createAuthenticator({ jwksUrl, issuer, audience, revoked }: AuthenticatorOptions): Authenticator {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: 600_000,
    timeoutDuration: KEYS_TIMEOUT_MS,
  });
  /** By the header in its usual form, so that one token written in many ways takes one place. */
  const remembered = new LRUCache<string, UserAuthentication>({ max: MAX_REMEMBERED });

  async function verify(token: string): Promise<UserAuthentication> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['EdDSA'],
        issuer,
        audience,
        requiredClaims: ['exp'],
      });
      const claims = claimsSchema.safeParse(payload);
      if (!claims.success) throw new InvalidToken('The access token is not valid.');
      const { sub, sid, roles, exp } = claims.data;
      return { viewer: { kind: 'user', id: sub, roles, sessionId: sid }, expiresAt: exp * 1000 };
    } catch (error) {
      if (error instanceof InvalidToken) throw error;
      if (error instanceof errors.JWTExpired) throw new InvalidToken('The access token has expired.');
      if (isTokensFault(error)) throw new InvalidToken('The access token is not valid.');
      throw new KeysUnavailable('Access tokens cannot be checked now.', { cause: error });
    }
  }

  /** What was found out, if it is still true. */
  function current(authorization: string, found: UserAuthentication): Authentication {
    if (found.expiresAt <= Date.now()) {
      remembered.delete(authorization);
      throw new InvalidToken('The access token has expired.');
    }
    if (revoked.has(found.viewer.sessionId)) throw new InvalidToken('The session has ended.');
    return found;
  }

  async function firstSeen(token: string): Promise<Authentication> {
    const found = await verify(token);
    remembered.set(usual(token), found);
    return current(usual(token), found);
  }

  return {
    authenticate(authorization) {
      if (authorization === undefined || authorization === '') return nobody;
      const found = remembered.get(authorization);
      if (found !== undefined) return current(authorization, found);
      const token = tokenOf(authorization);
      const known = remembered.get(usual(token));
      return known === undefined ? firstSeen(token) : current(usual(token), known);
    },
    isCurrent: ({ viewer, expiresAt }) =>
      expiresAt > Date.now() && !(viewer.kind === 'user' && revoked.has(viewer.sessionId)),
    async ready() {
      const response = await fetch(jwksUrl, { signal: AbortSignal.timeout(KEYS_TIMEOUT_MS) });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the key set answered with status ${response.status}`);
    },
  };
}
