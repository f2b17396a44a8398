import { flushCompileCache } from 'node:module';

// By itself Node writes at an orderly end what it has compiled, and these processes are killed. The signal is one that
// nobody takes for an end.
process.on('SIGWINCH', () => flushCompileCache());
