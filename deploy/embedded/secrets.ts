import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  gatewaySigning: string;
  tokenSigning: string;
  provider: string;
  carrier: string;
  carrierWebhook: string;
}

const random = () => randomBytes(32).toString('base64url');

/** This installation's own secrets: made at the first start, kept in the state folder, readable by its user alone. */
export function readOrMakeSecrets(stateFolder: string): Secrets {
  const file = join(stateFolder, 'secrets.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secrets: Secrets = {
    gatewaySigning: random(),
    tokenSigning: random(),
    provider: random(),
    carrier: random(),
    carrierWebhook: random(),
  };
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
