import {
  appendFileSync,
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface JournalFile<Entry> {
  /** What the file held when it was opened, oldest first. */
  readonly entries: readonly Entry[];
  /** Returns once the entry is on disk. Throws when it could not be written; the file is then as before. */
  append(entry: Entry): void;
  close(): void;
}

const inMemory = <Entry>(): JournalFile<Entry> => ({ entries: [], append: () => {}, close: () => {} });

/**
 * Opens (or creates) an append-only file of JSON lines.
 * Writing is synchronous, so that the order of the file is the order of the decisions and nothing can be seen
 * before it is on disk. A torn last line (a crash in the middle of a write) was never answered for: it is cut off.
 * @param path undefined for a journal that keeps nothing
 * @param parse checks one line's value; throws when it is not an entry
 * @throws Error naming file and line when a whole line is not an entry
 */
export const openJournalFile = <Entry>(
  path: string | undefined,
  parse: (value: unknown) => Entry,
): JournalFile<Entry> => {
  if (path === undefined) return inMemory();
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a+');
  const bytes = readFileSync(file);
  let size = bytes.lastIndexOf('\n') + 1;
  const lines = bytes.subarray(0, size).toString('utf8').split('\n').slice(0, -1);
  const entries = lines.map((line, index) => {
    try {
      return parse(JSON.parse(line));
    } catch (cause) {
      closeSync(file);
      throw new Error(`${path}: line ${index + 1} is not a journal entry`, { cause });
    }
  });
  ftruncateSync(file, size);

  return {
    entries,
    append(entry) {
      try {
        appendFileSync(file, `${JSON.stringify(entry)}\n`);
        fsyncSync(file);
        size = fstatSync(file).size;
      } catch (error) {
        ftruncateSync(file, size);
        throw error;
      }
    },
    close: () => closeSync(file),
  };
};
