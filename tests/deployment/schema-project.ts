import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of everything that the graph's schema is made from, in a git repository of its own. */
export interface SchemaProject extends Disposable {
  /** Replaces text of a file; throws when it is not there, so that a test cannot pass by changing nothing. */
  edit(file: string, from: string, to: string): void;
  read(file: string): string;
  write(file: string, text: string): void;
  /** The number of a file's first line that contains `text`. */
  lineOf(file: string, text: string): number;
  git(...args: string[]): string;
  commit(message: string): void;
  run(tool: 'compose.ts' | 'check.ts', args?: string[], env?: Record<string, string>): Promise<Finished>;
  /** A project of its own that begins as this one is now. */
  clone(): SchemaProject;
}

const author = ['-c', 'user.name=Test', '-c', 'user.email=test@agora.example', '-c', 'commit.gpgsign=false'];

/** What the tools import is compiled once for all runs: a sixth of each. */
const compiled = join(tmpdir(), 'agora-schema-compiled');

const newFolder = () => mkdtempSync(join(tmpdir(), 'agora-schema-'));

function openProject(folder: string): SchemaProject {
  // A hook or variable of the repository that the tests run in must not reach this one.
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GIT|SCHEMA)_/.test(name)));
  const git = (...args: string[]) =>
    execFileSync('git', [...author, '-c', 'core.hooksPath=/dev/null', ...args], {
      cwd: folder,
      env: clean,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trimEnd();
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };

  return {
    read,
    write,
    git,
    edit(file, from, to) {
      const text = read(file);
      if (!text.includes(from)) throw new Error(`${file} does not contain: ${from}`);
      write(
        file,
        text.replace(from, () => to),
      );
    },
    lineOf(file, text) {
      const index = read(file)
        .split('\n')
        .findIndex((line) => line.includes(text));
      if (index < 0) throw new Error(`${file} does not contain: ${text}`);
      return index + 1;
    },
    commit(message) {
      git('add', 'rover.yaml', 'schema', 'subgraphs');
      git('commit', '--quiet', '--message', message);
    },
    run: (tool, args = [], env = {}) =>
      new Promise((resolve) => {
        const command = [join(folder, 'schema/tools', tool), ...args];
        const variables = { ...clean, NODE_COMPILE_CACHE: compiled, ...env };
        const child = execFile(process.execPath, command, { env: variables }, (_error, stdout, stderr) =>
          resolve({ exitCode: child.exitCode ?? 1, stdout, stderr }),
        );
      }),
    clone() {
      const copy = newFolder();
      cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
      return openProject(copy);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Copies the schema sources as they are and commits what `compose` makes of them on the branch main. */
export async function createSchemaProject(): Promise<SchemaProject> {
  const folder = newFolder();
  for (const name of ['package.json', 'rover.yaml', 'contracts', 'schema']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  for (const name of ['users', 'products', 'orders', 'payments', 'shipping', 'notifications']) {
    mkdirSync(join(folder, 'subgraphs', name), { recursive: true });
    cpSync(join(root, `subgraphs/${name}/schema.graphql`), join(folder, `subgraphs/${name}/schema.graphql`));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const project = openProject(folder);
  project.git('init', '--quiet', '--initial-branch=main');
  const composed = await project.run('compose.ts');
  if (composed.exitCode !== 0) throw new Error(composed.stderr);
  project.commit('The schema');
  return project;
}
