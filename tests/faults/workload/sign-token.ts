import { createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto';
import { calculateJwkThumbprint, SignJWT } from 'jose';

/** What comes before an Ed25519 key's 32-byte seed in PKCS #8 (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Gives access tokens as the users subgraph signs them: two hundred sign-ins would cost five seconds of argon2. */
export async function createTokenSigner(secret: string) {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'agora access tokens', 32));
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const kid = await calculateJwkThumbprint(createPublicKey(key).export({ format: 'jwk' }));
  return (userId: string, sessionId: string, roles: readonly string[]): Promise<string> =>
    new SignJWT({ roles, sid: sessionId })
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setSubject(userId)
      .setIssuer('agora')
      .setAudience('agora')
      .setIssuedAt()
      .setExpirationTime('2h')
      .sign(key);
}
