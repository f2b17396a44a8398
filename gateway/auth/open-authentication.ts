import type { Logger } from '#platform/logging/create-logger.ts';
import type { Broker } from '#platform/messaging/broker.ts';
import type { GatewayConfig } from '../config.ts';
import { type Authenticator, createAuthenticator, everybodyIsGuest } from './authenticator.ts';
import { followRevokedSessions } from './revoked-sessions.ts';

/**
 * Who may sign in, as it is configured.
 *
 * @param broker tells of ended sessions; without one their tokens are good until they expire
 */
export async function openAuthentication(
  config: GatewayConfig,
  broker: Broker | undefined,
  logger: Logger,
): Promise<{ readonly authenticator: Authenticator } & AsyncDisposable> {
  if (!config.protections.auth) return { authenticator: everybodyIsGuest, async [Symbol.asyncDispose]() {} };
  const { USERS_JWKS_URL: jwksUrl, JWT_ISSUER: issuer, JWT_AUDIENCE: audience, ACCESS_TOKEN_SECONDS } = config;
  const followed = broker === undefined ? undefined : await followRevokedSessions(broker, ACCESS_TOKEN_SECONDS, logger);
  const revoked = followed ?? { has: () => false };
  return {
    authenticator: createAuthenticator({ jwksUrl, issuer, audience, revoked }),
    async [Symbol.asyncDispose]() {
      await followed?.[Symbol.asyncDispose]();
    },
  };
}
