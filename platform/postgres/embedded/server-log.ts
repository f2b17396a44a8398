import fs from 'node:fs';
import { giveToFolderOwner } from './run-as.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 4096;
const TAIL_LINES = 12;

/** `mark` is the moment from which `tail` gives the last lines. */
export type ServerLog = { readonly descriptor: number; mark(): void; tail(): string; close(): void };

/** Opens PostgreSQL's log, emptied if it has outgrown 10 MB, at its end. */
export function openServerLog(file: string): ServerLog {
  const descriptor = fs.openSync(file, 'a+', 0o600);
  giveToFolderOwner(file);
  if (fs.fstatSync(descriptor).size > MAX_BYTES) fs.ftruncateSync(descriptor);
  let begin = fs.fstatSync(descriptor).size;
  let open = true;
  return {
    descriptor,
    mark() {
      begin = fs.fstatSync(descriptor).size;
    },
    tail() {
      const end = fs.fstatSync(descriptor).size;
      const from = Math.max(begin, end - TAIL_BYTES);
      const buffer = Buffer.alloc(Math.max(0, end - from));
      fs.readSync(descriptor, buffer, 0, buffer.length, from);
      return buffer.toString('utf8').trim().split('\n').slice(-TAIL_LINES).join('\n');
    },
    close() {
      if (open) fs.closeSync(descriptor);
      open = false;
    },
  };
}
