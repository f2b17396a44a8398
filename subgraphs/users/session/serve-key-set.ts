import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from './access-tokens.ts';

/** Serves the public keys to whoever verifies access tokens, as a JSON Web Key Set (RFC 7517, section 5). */
export function serveKeySet(app: FastifyInstance, { keySet }: AccessTokens): void {
  app.get('/.well-known/jwks.json', (_request, reply) =>
    // Five minutes: a new key is known everywhere well before the last token of the old one has expired.
    reply.type('application/jwk-set+json').header('cache-control', 'public, max-age=300').send(keySet),
  );
}
