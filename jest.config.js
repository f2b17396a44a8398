const embeddedOnly = process.env.EMBEDDED_ONLY === '1';

export default {
  testEnvironment: 'node',
  testMatch: ['**/tests/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...(embeddedOnly ? ['\\.(distributed|browser)\\.test\\.ts$'] : [])],
  modulePathIgnorePatterns: ['<rootDir>/.agora'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/platform/testkit/strip-types.js' },
  globalSetup: '<rootDir>/tests/engines/global-setup.ts',
  globalTeardown: '<rootDir>/tests/engines/global-teardown.ts',
  // Only what hangs is to reach it, and after what `eventually` waits for, which says what is missing.
  testTimeout: 150_000,
  // Most of the time is waiting for processes and engines; on two cores the default is one at a time.
  maxWorkers: 2,
};
