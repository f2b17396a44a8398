import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { subgraphs } from '../subgraphs/subgraphs.ts';
import type { Contestant } from './contestant.ts';
import { competitor, versionOf } from './installed.ts';

/** What npm's `grafbase` starts; named itself, because its lock entry could not be made without those of other systems. */
const PACKAGE = '@grafbase/cli-x86_64-unknown-linux-musl';

export const grafbase: Contestant = {
  name: 'grafbase',
  title: 'Grafbase, native',
  describe: () =>
    `grafbase ${versionOf(PACKAGE)}, the gateway in Rust within its command line (\`grafbase dev\`: the package holds no other; it composes the subgraphs' schemas itself)`,
  command({ urls, port, folder }) {
    const command = competitor(`node_modules/${PACKAGE}/grafbase`);
    if (!existsSync(command)) throw new Error(`${PACKAGE} is not installed: it is for Linux on x86_64 only`);
    const graph = join(folder, 'grafbase-graph.toml');
    const config = join(folder, 'grafbase.toml');
    const sections = subgraphs.map(({ name, sdl }) => {
      const schema = join(folder, `${name}.graphql`);
      writeFileSync(schema, sdl);
      return `[subgraphs.${name}]\nurl = "${urls[name]}"\nschema_path = "${schema}"\n`;
    });
    writeFileSync(graph, sections.join('\n'));
    writeFileSync(config, '');
    const args = ['--home', folder, 'dev', '-c', config, '-o', graph, '-p', String(port)];
    return { command, args, cwd: folder };
  },
};
