import { createAutomaticOperations } from './automatic-operations.ts';
import type { OperationManifest } from './operation-manifest.ts';
import { hashOf, type PersistedOperations, textOf } from './operation-request.ts';
import { createMemoryStore, type OperationStore } from './operation-store.ts';
import { nothingToRun, notSupported } from './persisted-errors.ts';
import { createSafelist } from './safelist.ts';

export type { PersistedOperations } from './operation-request.ts';

export interface PersistedOptions {
  /** `off` takes documents only, `apq` hashes as well, `safelist` only what the manifest holds. */
  readonly mode: 'off' | 'apq' | 'safelist';
  /** For `apq`; in memory when not given. */
  readonly store?: OperationStore | undefined;
  /** For `safelist`. */
  readonly manifest?: OperationManifest | undefined;
}

const documentsOnly: PersistedOperations = {
  resolve: (request) => (hashOf(request) === undefined ? (textOf(request) ?? nothingToRun()) : notSupported()),
  register() {},
};

/** @throws Error when a safelist has no manifest */
export function createPersistedOperations({ mode, store, manifest }: PersistedOptions): PersistedOperations {
  if (mode === 'off') return documentsOnly;
  if (mode === 'apq') return createAutomaticOperations(store ?? createMemoryStore());
  if (manifest === undefined) throw new Error('a safelist needs a manifest');
  return createSafelist(manifest);
}
