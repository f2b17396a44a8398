import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { INVARIANTS } from '../../checker/check-all.ts';
import { ALL_ROWS } from '../../rows/all-rows.ts';
import { CONTROLS } from '../controls.ts';
import { applyEdit, makePatchedCopy, projectRoot } from '../patched-copy.ts';

const original = (file: string) => readFileSync(join(projectRoot, file), 'utf8');

describe.each(CONTROLS)('$name', ({ edits, row, expects }) => {
  it('changes the sources as they are today, and they can still be read', () => {
    for (const edit of edits) {
      const changed = applyEdit(original(edit.file), edit);
      expect(changed).not.toBe(original(edit.file));
      if (edit.file.endsWith('.ts')) expect(() => stripTypeScriptTypes(changed)).not.toThrow();
    }
  });

  it('names a row and invariants that there are', () => {
    expect(ALL_ROWS.map(({ name }) => name)).toContain(row);
    expect(INVARIANTS.map(({ name }) => name)).toEqual(expect.arrayContaining([...expects]));
  });
});

describe('a patched copy', () => {
  it('has the change, leaves the product alone and is gone afterwards', () => {
    const edit = { file: 'platform/messaging/partition-of.ts', find: '% PARTITIONS', replace: '% 1' };
    const before = original(edit.file);
    let file: string;
    {
      using copy = makePatchedCopy([edit]);
      file = join(copy.sourceRoot, edit.file);
      expect(readFileSync(file, 'utf8')).toBe(before.replace('% PARTITIONS', '% 1'));
      expect(readFileSync(join(copy.sourceRoot, 'node_modules/pg/package.json'), 'utf8')).toContain('"pg"');
    }
    expect(() => readFileSync(file)).toThrow('ENOENT');
    expect(original(edit.file)).toBe(before);
  });

  it('is refused when the text is not there once', () => {
    const file = 'platform/messaging/partition-of.ts';
    const edit = (find: string) => ({ file, find, replace: '' });
    expect(() => makePatchedCopy([edit('no such text')])).toThrow(`${file}: expected one place`);
    expect(() => applyEdit('a a', edit('a'))).toThrow('found 2');
  });
});
