import { type Engines, findEngines } from './find-engines.ts';
import { leftOut } from './left-out.ts';

declare global {
  var agoraTestEngines: Engines | undefined;
}

/**
 * Runs once before all tests: finds the engines and tells the tests of them by TEST_DATABASE_URL, TEST_AMQP_URL,
 * TEST_REDIS_URL and TEST_CHROMIUM.
 *
 * @throws Error naming what is missing, unless EMBEDDED_ONLY=1 leaves out the tests that need it
 */
export default async function globalSetup(): Promise<void> {
  const engines = await findEngines(process.env);
  globalThis.agoraTestEngines = engines;
  const embeddedOnly = process.env['EMBEDDED_ONLY'] === '1';
  process.stderr.write(`${engines.report.join('\n')}\n`);
  if (embeddedOnly) {
    const files = leftOut();
    process.stderr.write(
      `EMBEDDED_ONLY=1 leaves out ${files.length} test files that need RabbitMQ, Redis or a browser:\n  ${files.join('\n  ')}\n`,
    );
  } else if (!engines.amqpUrl || !engines.redisUrl || !engines.chromium) {
    await engines[Symbol.asyncDispose]();
    throw new Error('Some tests need what is missing above. EMBEDDED_ONLY=1 runs all the others.');
  }
  process.env['TEST_DATABASE_URL'] = engines.databaseUrl;
  process.env['TEST_AMQP_URL'] = engines.amqpUrl ?? '';
  process.env['TEST_REDIS_URL'] = engines.redisUrl ?? '';
  process.env['TEST_CHROMIUM'] = engines.chromium ?? '';
}
