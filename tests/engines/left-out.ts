import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The test files that EMBEDDED_ONLY=1 leaves out, by their names' endings; the same as in jest.config.js. */
export const leftOut = (): string[] =>
  globSync('{gateway,platform,subgraphs,tests,deploy}/**/*.{distributed,browser}.test.ts', {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
