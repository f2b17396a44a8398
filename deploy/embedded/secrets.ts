import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  gatewaySigning: string;
  tokenSigning: string;
  provider: string;
  providerWebhook: string;
  carrier: string;
  carrierWebhook: string;
}

const random = () => randomBytes(32).toString('base64url');

const readSecrets = (file: string): Partial<Secrets> => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return {};
  }
};

/**
 * This installation's own secrets: made at the first start, kept in the state folder, readable by its user alone. A secret
 * that an older version did not need is made and put to the others.
 */
export function readOrMakeSecrets(stateFolder: string): Secrets {
  const file = join(stateFolder, 'secrets.json');
  const kept = readSecrets(file);
  const secrets: Secrets = {
    gatewaySigning: random(),
    tokenSigning: random(),
    provider: random(),
    providerWebhook: random(),
    carrier: random(),
    carrierWebhook: random(),
    ...kept,
  };
  if (Object.keys(secrets).some((name) => !(name in kept))) {
    writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  }
  return secrets;
}
