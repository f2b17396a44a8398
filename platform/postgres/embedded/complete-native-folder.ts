import fs from 'node:fs';
import path from 'node:path';

/**
 * npm packages carry no symbolic links; the package lists its links in pg-symlinks.json for its install script, which
 * the installer may have been told not to run. This does that script's work where it is missing.
 *
 * @throws {Error} if something is missing and the folder cannot be written to
 */
export function completeNativeFolder(native: string): void {
  for (const program of ['initdb', 'postgres']) {
    const file = path.join(native, 'bin', program);
    if ((fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
  }
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(fs.readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(native, path.relative('native', target));
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(target), source), link);
  }
}
