import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What a gateway with everything on needs beside subgraphs: who signed the tokens, and somebody to send traces to. */
export interface Attendants extends AsyncDisposable {
  jwksUrl: string;
  tracesUrl: string;
  /** Valid for an hour. */
  authorization: string;
}

/** Starts them; traces are taken and thrown away. */
export async function startAttendants(): Promise<Attendants> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'EdDSA', use: 'sig' }] });
  const token = await new SignJWT({ roles: ['CUSTOMER'], sid: randomUUID() })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'bench' })
    .setSubject(randomUUID())
    .setIssuer('agora')
    .setAudience('agora')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(request.method === 'GET' ? keys : '{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const tracesUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    jwksUrl: `${tracesUrl}/jwks.json`,
    tracesUrl,
    authorization: `Bearer ${token}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
