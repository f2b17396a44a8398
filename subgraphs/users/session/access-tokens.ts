import { type JSONWebKeySet, SignJWT } from 'jose';
import type { User } from '../account/user.ts';
import type { OpenedSession } from './open-session.ts';
import { deriveSigningKey } from './signing-key.ts';

/** Who signs and who is to accept: the graph itself. */
const GRAPH = 'agora';

/** What a client is given for its session. */
export interface SessionTokens {
  accessToken: string;
  refreshToken: string;
  /** When the access token expires. */
  expiresAt: Date;
}

export interface AccessTokens {
  /** Signs an access token for a session that is open, with the roles that its holder has now: a guest has none. */
  issue(holder: Pick<User, 'id' | 'roles'>, session: OpenedSession): Promise<SessionTokens>;
  /** What access tokens are verified by. */
  keySet: JSONWebKeySet;
}

export interface AccessTokenOptions {
  secret: string;
  /** Of the key that signed before; it only verifies. */
  previousSecret?: string | undefined;
  /** How long a token is good, in seconds. */
  seconds: number;
}

/** Signs access tokens (EdDSA; claims sub, roles and sid) with the key of the secret. */
export async function createAccessTokens(options: AccessTokenOptions): Promise<AccessTokens> {
  const { privateKey, publicJwk } = await deriveSigningKey(options.secret);
  const keys = [publicJwk];
  if (options.previousSecret !== undefined) keys.push((await deriveSigningKey(options.previousSecret)).publicJwk);
  return {
    keySet: { keys },
    async issue({ id, roles }, { sessionId, refreshToken }) {
      const issuedAt = Math.floor(Date.now() / 1000);
      const expiry = issuedAt + options.seconds;
      const accessToken = await new SignJWT({ roles, sid: sessionId })
        .setProtectedHeader({ alg: 'EdDSA', kid: publicJwk.kid })
        .setSubject(id)
        .setIssuer(GRAPH)
        .setAudience(GRAPH)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiry)
        .sign(privateKey);
      return { accessToken, refreshToken, expiresAt: new Date(expiry * 1000) };
    },
  };
}
