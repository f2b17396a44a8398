import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Whom PostgreSQL runs as; undefined: as this process. */
export type RunAs = { readonly uid: number; readonly gid: number };

/** The uid and gid that belong to nobody on Linux; macOS accepts the number too. */
const nobody: RunAs = { uid: 65534, gid: 65534 };

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root. Root hands over to the owner of `place` (an existing file or folder), so that the
 * owner can go on without root later; if root owns that too, to nobody.
 */
export function chooseRunAs(place: string): RunAs | undefined {
  if (!isRoot()) return undefined;
  const { uid, gid } = fs.statSync(place);
  return uid === 0 ? nobody : { uid, gid };
}

/**
 * Whether whoever `runAs` names can reach `folder`: asked of the system itself by trying, as permission bits alone do
 * not tell (access lists, mounts).
 *
 * @throws {Error} if this process may not become that user at all
 */
export function canEnter(folder: string, runAs: RunAs | undefined): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...runAs, cwd: '/', stdio: 'ignore' });
  if (probe.error) {
    throw new Error(
      `PostgreSQL does not run as root, and this process cannot switch to uid ${runAs?.uid} ` +
        `(${probe.error.message}): start it as a normal user`,
      { cause: probe.error },
    );
  }
  return probe.status === 0;
}

/** What root writes into another user's folder must stay readable to that user; a no-op without root. */
export function giveToFolderOwner(file: string): void {
  if (!isRoot()) return;
  const { uid, gid } = fs.statSync(path.dirname(file));
  fs.lchownSync(file, uid, gid);
}
