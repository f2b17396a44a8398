import { readConfig } from './config.ts';
import { createServer } from './server.ts';

const config = (() => {
  try {
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return process.exit(1);
  }
})();
const server = createServer(config);

const stop = () => {
  server.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

await server.listen({ port: config.port, host: config.host });
const address = server.server.address();
const port = address !== null && typeof address === 'object' ? address.port : config.port;
process.stdout.write(`${JSON.stringify({ msg: 'listening', port })}\n`);

// A parent that has an IPC channel to us is our reason to live; it may have died while we were starting.
if (process.send) {
  process.once('disconnect', stop);
  if (!process.connected) stop();
}
