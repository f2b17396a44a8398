import { join, relative } from 'node:path';

/** The folder that holds rover.yaml and package.json. */
export const projectRoot = join(import.meta.dirname, '..', '..');

/** An absolute path as one reads it from the project's root. */
export const fromRoot = (path: string): string => relative(projectRoot, path);
