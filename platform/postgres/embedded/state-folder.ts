import fs from 'node:fs';
import path from 'node:path';
import { reasonOf } from './reason-of.ts';
import { chooseRunAs, isRoot, type RunAs } from './run-as.ts';

export type StateFolder = { readonly path: string; readonly runAs: RunAs | undefined };

/**
 * Creates the state folder where it is missing and settles whom PostgreSQL runs as.
 *
 * @returns the folder's real path, so that every name for it leads to the same locks and data
 * @throws {Error} if the folder cannot be made or belongs to another user
 */
export function openStateFolder(folder: string): StateFolder {
  const wanted = path.resolve(folder);
  const runAs = chooseRunAs(nearestExisting(wanted));
  createFolder(wanted, runAs);

  const real = fs.realpathSync(wanted);
  const uid = process.getuid?.();
  const owner = fs.statSync(real).uid;
  if (uid !== 0 && owner !== uid) {
    throw new Error(
      `${real} belongs to another user (uid ${owner}, this process is uid ${uid}): ` +
        'start as that user, or choose another folder',
    );
  }
  return { path: real, runAs: runAsOfData(real) ?? runAs };
}

/** Data written by an earlier run decides: PostgreSQL accepts a data folder only from its owner. */
function runAsOfData(folder: string): RunAs | undefined {
  const data = path.join(folder, 'data');
  return fs.existsSync(data) ? chooseRunAs(data) : undefined;
}

function createFolder(folder: string, runAs: RunAs | undefined): void {
  let first: string | undefined;
  try {
    first = fs.mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Error(`cannot create the state folder ${folder}: ${reasonOf(error)}`, { cause: error });
  }
  if (first === undefined) return;

  const projectOwner = fs.statSync(path.dirname(first)).uid;
  const passThrough = isRoot() && projectOwner === 0;
  fs.chmodSync(folder, passThrough ? 0o711 : 0o700);
  if (runAs && projectOwner !== 0) {
    for (let made = folder; made.length >= first.length; made = path.dirname(made)) {
      fs.chownSync(made, runAs.uid, runAs.gid);
    }
  }
}

function nearestExisting(place: string): string {
  let existing = place;
  while (!fs.existsSync(existing) && existing !== path.dirname(existing)) existing = path.dirname(existing);
  return existing;
}
