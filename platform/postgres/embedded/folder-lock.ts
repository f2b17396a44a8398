import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { types } from 'node:util';
import { reasonOf } from './reason-of.ts';
import { giveToFolderOwner } from './run-as.ts';

export type FolderLock = { release(): void } & Disposable;

/** Another live process (or an earlier caller in this one) holds the folder. `ownerPid` is undefined if it is not known. */
export class FolderLockedError extends Error {
  override name = 'FolderLockedError';
  readonly ownerPid: number | undefined;

  constructor(folder: string, ownerPid: number | undefined) {
    super(`already running, pid ${ownerPid ?? 'unknown'}: it holds ${folder}`);
    this.ownerPid = ownerPid;
  }
}

const SQLITE_BUSY = 5;

/**
 * Takes an existing folder for this process until `release` or the end of the process, however it ends.
 *
 * The lock is the operating system's, on the file `lock` (through SQLite, as Node has no file locks of its own): the
 * kernel drops it with its owner. So a stale file never blocks, a pid that was given to someone else cannot be mistaken
 * for the owner, and two starts that find the leavings of a dead one cannot both take over, as they can with a pid
 * file. The owner's pid lies beside it in `lock-owner`, for the message only.
 *
 * @throws {FolderLockedError} at once, if someone else holds the folder
 * @throws {Error} if the lock file cannot be opened
 */
export function lockFolder(folder: string): FolderLock {
  const lockFile = path.join(folder, 'lock');
  const ownerFile = path.join(folder, 'lock-owner');
  const database = openLockFile(lockFile);
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) throw new FolderLockedError(folder, readOwner(ownerFile));
    throw cannotLock(lockFile, error);
  }

  fs.writeFileSync(ownerFile, `${process.pid}\n`);
  giveToFolderOwner(lockFile);
  giveToFolderOwner(ownerFile);

  const release = () => {
    if (!database.isOpen) return;
    fs.rmSync(ownerFile, { force: true });
    database.close();
  };
  return { release, [Symbol.dispose]: release };
}

function openLockFile(lockFile: string): DatabaseSync {
  try {
    return new DatabaseSync(lockFile);
  } catch (error) {
    throw cannotLock(lockFile, error);
  }
}

function cannotLock(lockFile: string, cause: unknown): Error {
  return new Error(`cannot lock ${lockFile}: ${reasonOf(cause)}`, { cause });
}

/** The low byte is the kind of error, the rest its variety (https://sqlite.org/rescode.html). */
function isBusy(error: unknown): boolean {
  return types.isNativeError(error) && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}

function readOwner(ownerFile: string): number | undefined {
  try {
    return Number.parseInt(fs.readFileSync(ownerFile, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}
