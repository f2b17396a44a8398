import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Where root keeps what PostgreSQL's unprivileged user cannot reach in its own place. Not below /var/tmp, which is
 * swept of files a month old on many systems (systemd-tmpfiles): that would eat into an unused database.
 */
const persistentState = '/var/lib';

/** The folder that stands in for `folder` (a real path); the same one from run to run. Does not create it. */
export function relocatedFolder(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return path.join(persistentState, `agora-${hash}`);
}

/**
 * Creates the stand-in, or accepts it from an earlier run. It stays root's, so that nobody else can plant files there;
 * the unprivileged user owns only the data folder inside.
 *
 * @returns its path
 * @throws {Error} if what lies there was not made by root, or others may write to it
 */
export function claimRelocatedFolder(folder: string): string {
  const relocated = relocatedFolder(folder);
  fs.mkdirSync(path.dirname(relocated), { recursive: true });
  if (!fs.existsSync(relocated)) {
    fs.mkdirSync(relocated, { mode: 0o700 });
    fs.chmodSync(relocated, 0o711);
  }
  const found = fs.lstatSync(relocated);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new Error(
      `${relocated} is not a folder that only root can write to (owner uid ${found.uid}): remove it first`,
    );
  }
  return relocated;
}
