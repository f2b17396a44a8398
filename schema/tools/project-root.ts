import { join } from 'node:path';

/** The folder that holds rover.yaml and package.json. */
export const projectRoot = join(import.meta.dirname, '..', '..');
