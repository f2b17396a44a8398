import { types } from 'node:util';

/** What an error has to say. (Not by `instanceof`, which fails for errors of another realm, as under a test runner.) */
export function reasonOf(error: unknown): string {
  return types.isNativeError(error) ? error.message : String(error);
}
