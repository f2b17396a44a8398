import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const COMPETITORS = fileURLToPath(new URL('../competitors/', import.meta.url));

/** Folders with a package of their own. */
const packages = [COMPETITORS, `${COMPETITORS}mercurius/`];

/** Characters of npm's message: its help text follows. */
const MAX_TOLD = 1_000;

interface Lock {
  packages: Record<string, { version?: string; optional?: boolean }>;
}

/** Optional ones are not there on every machine. */
const versionsIn = (path: string) =>
  Object.entries((JSON.parse(readFileSync(path, 'utf8')) as Lock).packages)
    .filter(([name, { optional }]) => name !== '' && !optional)
    .map(([name, { version }]) => `${name}@${version}`)
    .sort()
    .join('\n');

function isInstalled(folder: string): boolean {
  const installed = `${folder}node_modules/.package-lock.json`;
  return existsSync(installed) && versionsIn(installed) === versionsIn(`${folder}package-lock.json`);
}

/**
 * Installs the competitors where they are not yet, or are others than the lock files say.
 *
 * @throws Error with what npm said
 */
export function installCompetitors(): void {
  for (const folder of packages) {
    if (isInstalled(folder)) continue;
    console.log(`installing competitors: npm ci in ${folder}`);
    const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (npm.status !== 0) throw new Error(`npm ci in ${folder} failed:\n${npm.stderr.slice(0, MAX_TOLD)}`);
  }
}

/** Version of a package as it is installed. */
export function versionOf(name: string, folder = ''): string {
  const path = competitor(`${folder}node_modules/${name}/package.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : '(not installed)';
}

/** A path among the competitors. */
export const competitor = (path: string) => `${COMPETITORS}${path}`;
