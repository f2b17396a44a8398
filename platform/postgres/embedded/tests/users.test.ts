import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { claimRelocatedFolder, relocatedFolder } from '../relocated-folder.ts';
import { startEmbeddedPostgres } from '../start-embedded-postgres.ts';
import { query } from './query.ts';
import { createTestProject, isRoot, killed, nobody } from './test-project.ts';

const projects: ReturnType<typeof createTestProject>[] = [];
afterEach(async () => {
  for (const project of projects.splice(0)) await project.remove();
});

function testProject(mode: number) {
  const project = createTestProject(mode);
  projects.push(project);
  return project;
}

/** Root lets another user own the project and run it; anyone else is a normal user already. */
function projectOfNormalUser() {
  const project = testProject(0o700);
  if (isRoot) fs.chownSync(project.project, nobody.uid, nobody.gid);
  return { ...project, ids: isRoot ? nobody : {} };
}

const ownersOf = (folder: string) => fs.readdirSync(folder).map((name) => fs.statSync(path.join(folder, name)).uid);

describe('a normal user', () => {
  it('keeps everything in place, from run to run, across a kill', async () => {
    const { folder, startInChild, ids } = projectOfNormalUser();
    const first = await startInChild(ids);
    expect(first.outcome.error).toBeUndefined();
    await query(first.outcome.url, 'create table kept as select 42 as answer');
    expect(fs.readdirSync(folder).sort()).toEqual(['data', 'lock', 'lock-owner', 'password', 'postgres.log']);
    expect(fs.existsSync(relocatedFolder(folder))).toBe(false);
    await killed(first.child);

    const second = await startInChild(ids);
    expect(await query(second.outcome.url, 'select answer from kept')).toEqual([42]);
  });
});

const describeAsRoot = isRoot ? describe : describe.skip;
describeAsRoot('root (needs to run as root)', () => {
  it('runs the server as nobody, in place where nobody can reach it', async () => {
    const { folder } = testProject(0o755);
    await using server = await startEmbeddedPostgres({ folder });
    expect(await query(server.url, 'select 1')).toEqual([1]);
    expect(fs.statSync(path.join(folder, 'data')).uid).toBe(nobody.uid);
    expect(fs.existsSync(relocatedFolder(folder))).toBe(false);
  });

  it('keeps the data elsewhere, from run to run, where nobody cannot get to it', async () => {
    const { folder } = testProject(0o700);
    const messages: string[] = [];
    const logger = { info: (message: string) => void messages.push(message), warn: () => undefined };
    const first = await startEmbeddedPostgres({ folder, logger });
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    expect(messages[0]).toContain(`its data lies in ${relocatedFolder(folder)}`);
    expect(fs.existsSync(path.join(folder, 'data'))).toBe(false);

    await using second = await startEmbeddedPostgres({ folder });
    expect(await query(second.url, 'select answer from kept')).toEqual([42]);
    await expect(startEmbeddedPostgres({ folder })).rejects.toThrow(`already running, pid ${process.pid}`);
  });

  it('stays with data kept elsewhere after the path to the folder was opened', async () => {
    const { project, folder } = testProject(0o700);
    const first = await startEmbeddedPostgres({ folder });
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();

    fs.chmodSync(project, 0o755);
    await using second = await startEmbeddedPostgres({ folder });
    expect(await query(second.url, 'select answer from kept')).toEqual([42]);
  });

  it("works in a user's project so that the user can go on without root, and the other way round", async () => {
    const { folder, startInChild } = projectOfNormalUser();
    const asRoot = await startEmbeddedPostgres({ folder });
    await query(asRoot.url, 'create table kept as select 42 as answer');
    await asRoot.stop();
    expect(new Set(ownersOf(folder))).toEqual(new Set([nobody.uid]));

    const asUser = await startInChild(nobody);
    expect(asUser.outcome.error).toBeUndefined();
    expect(await query(asUser.outcome.url, 'select answer from kept')).toEqual([42]);
    await killed(asUser.child);

    await using again = await startEmbeddedPostgres({ folder });
    expect(await query(again.url, 'select answer from kept')).toEqual([42]);
  });

  it('does not lend its folder to another user', async () => {
    const { folder, startInChild } = testProject(0o755);
    await (await startEmbeddedPostgres({ folder })).stop();
    const { outcome } = await startInChild(nobody);
    expect(outcome.error).toContain(`${folder} belongs to another user (uid 0, this process is uid ${nobody.uid})`);
  });

  it('takes no stand-in folder that another user put there first', async () => {
    const { folder } = testProject(0o700);
    fs.mkdirSync(relocatedFolder(folder));
    fs.chownSync(relocatedFolder(folder), nobody.uid, nobody.gid);
    expect(() => claimRelocatedFolder(folder)).toThrow('is not a folder that only root can write to');
    await expect(startEmbeddedPostgres({ folder })).rejects.toThrow('remove it first');
  });
});
