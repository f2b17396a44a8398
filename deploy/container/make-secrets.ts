import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** What docker-compose.yml wants to be told. */
const SECRETS = [
  'POSTGRES_PASSWORD',
  'RABBITMQ_PASSWORD',
  'REDIS_PASSWORD',
  'GATEWAY_SIGNING_SECRET',
  'TOKEN_SIGNING_SECRET',
  'PAYMENT_PROVIDER_API_KEY',
  'PAYMENT_WEBHOOK_SECRET',
  'CARRIER_API_KEY',
  'CARRIER_WEBHOOK_SECRET',
];

/**
 * `npm run secrets [file]` puts random secrets into .env, readable by its owner alone. A secret that is there stays: the
 * databases' passwords are derived from them.
 */
const file = process.argv[2] ?? join(import.meta.dirname, '../../.env');
const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
const present = parseEnv(text);
const missing = SECRETS.filter((name) => (present[name] ?? '') === '');
const added = missing.map((name) => `${name}=${randomBytes(32).toString('base64url')}\n`);
if (added.length > 0) {
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  writeFileSync(file, `${text}${gap}${added.join('')}`, { mode: 0o600 });
}
process.stdout.write(`${file}: ${missing.length === 0 ? 'every secret is there' : `made ${missing.join(', ')}`}\n`);
