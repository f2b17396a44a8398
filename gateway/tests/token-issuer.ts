import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Role } from '#platform/security/viewer.ts';

export interface TokenClaims {
  userId: string;
  sessionId: string;
  roles?: readonly Role[];
  /** From now, in seconds; negative for one that has expired. */
  expiresIn?: number;
  issuer?: string;
  audience?: string;
  /** Further claims, or other values in the place of the usual ones. */
  more?: JWTPayload;
}

/** Signs access tokens as the users subgraph does, and publishes the keys over HTTP. */
export async function startTokenIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'EdDSA', use: 'sig' };
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.setHeader('content-type', 'application/jwk-set+json');
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  async function sign(claims: TokenClaims, key = privateKey) {
    const { userId, sessionId, roles = ['CUSTOMER'], expiresIn = 900, issuer = 'agora', audience = 'agora' } = claims;
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ roles, sid: sessionId, ...claims.more })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'key-1' })
      .setSubject(userId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + expiresIn)
      .sign(key);
  }

  return {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`,
    requests: () => requests,
    sign: (claims: TokenClaims) => sign(claims),
    /** Signed with a key that nobody published, under the id of the published one. */
    async forge(claims: TokenClaims) {
      return sign(claims, (await generateKeyPair('EdDSA', { crv: 'Ed25519' })).privateKey);
    },
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
