import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edit } from './control.ts';

export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));

/** What the services are started from. */
const PARTS = ['contracts', 'gateway', 'platform', 'schema', 'subgraphs', 'package.json'];

/** @throws Error when the text does not stand there exactly once: the product has changed, and the edit means nothing now */
export function applyEdit(source: string, { file, find, replace }: Edit): string {
  const places = source.split(find).length - 1;
  if (places !== 1) throw new Error(`${file}: expected one place with the text below, found ${places}\n${find}`);
  return source.replace(find, () => replace);
}

export interface SourceCopy extends Disposable {
  sourceRoot: string;
}

/** Copies the product's sources to a folder of its own and changes the copy; the folder goes when it is disposed. */
export function makePatchedCopy(edits: readonly Edit[]): SourceCopy {
  const sourceRoot = mkdtempSync(join(tmpdir(), 'agora-control-'));
  const remove = () => rmSync(sourceRoot, { recursive: true, force: true });
  try {
    for (const part of PARTS) {
      const filter = (path: string) => !path.endsWith('/tests');
      cpSync(join(projectRoot, part), join(sourceRoot, part), { recursive: true, filter });
    }
    symlinkSync(join(projectRoot, 'node_modules'), join(sourceRoot, 'node_modules'));
    for (const edit of edits) {
      const path = join(sourceRoot, edit.file);
      writeFileSync(path, applyEdit(readFileSync(path, 'utf8'), edit));
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { sourceRoot, [Symbol.dispose]: remove };
}
