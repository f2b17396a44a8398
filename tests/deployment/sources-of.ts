import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export const readText = (file: string): string => readFileSync(join(root, file), 'utf8');

const IMPORT = /\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

function resolveImport(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : undefined;
}

/** A program's files and their texts: the entries and all of the project that they import, type imports aside. */
export function sourcesOf(entries: readonly string[]): Map<string, string> {
  const sources = new Map<string, string>();
  const waiting = entries.map((entry) => normalize(entry));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (sources.has(file)) continue;
    if (!existsSync(join(root, file))) throw new Error(`there is no ${file}`);
    const text = readText(file).replaceAll(/^(?:import|export) type [^;]+;/gm, '');
    sources.set(file, text);
    for (const [, specifier = ''] of text.matchAll(IMPORT)) {
      const imported = resolveImport(file, specifier);
      if (imported?.endsWith('.ts')) waiting.push(imported);
    }
  }
  return sources;
}
