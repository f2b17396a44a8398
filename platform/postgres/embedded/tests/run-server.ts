// A process of its own for the tests: starts the server on a folder, prints its outcome as one line of JSON, and stays.
import { startEmbeddedPostgres } from '../start-embedded-postgres.ts';

const [folder = ''] = process.argv.slice(2);
const messages: string[] = [];
const logger = { info: (message: string) => messages.push(message), warn: (message: string) => messages.push(message) };
try {
  const { url, stop } = await startEmbeddedPostgres({ folder, logger });
  process.on('SIGTERM', () => void stop().then(() => process.exit(0)));
  console.log(JSON.stringify({ url, messages }));
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error), messages }));
}
