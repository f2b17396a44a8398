import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { FolderLockedError, lockFolder } from '../folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'folder-lock-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

it('is held by one until released', () => {
  const first = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderLockedError);
  expect(() => lockFolder(folder)).toThrow(`already running, pid ${process.pid}: it holds ${folder}`);
  first.release();
  first.release();
  using second = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderLockedError);
  second.release();
});

it('is not held by the leavings of a dead owner, even if its pid lives again as another process', () => {
  fs.writeFileSync(path.join(folder, 'lock'), '');
  fs.writeFileSync(path.join(folder, 'lock-owner'), `${process.ppid}\n`);
  using lock = lockFolder(folder);
  expect(fs.readFileSync(path.join(folder, 'lock-owner'), 'utf8')).toBe(`${process.pid}\n`);
  lock.release();
});

it('names a folder that cannot be locked', () => {
  expect(() => lockFolder(path.join(folder, 'missing'))).toThrow(`cannot lock ${path.join(folder, 'missing', 'lock')}`);
});
