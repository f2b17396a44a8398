// Half of a start is compiling what has not changed since the last one.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Not in the machine's temporary folder, where others could lay code for us. A folder that is read-only has no cache.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compile', import.meta.url)));
