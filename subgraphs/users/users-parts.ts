import type { Logger } from '#platform/logging/create-logger.ts';
import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { AttemptLimits } from './credential/attempt-limits.ts';
import type { Passwords } from './credential/passwords.ts';
import type { AccessTokens } from './session/access-tokens.ts';

/** What the subgraph's handlers work with. */
export interface UsersParts {
  database: Database;
  outbox: Outbox;
  passwords: Passwords;
  tokens: AccessTokens;
  limits: AttemptLimits;
  logger: Logger;
}
