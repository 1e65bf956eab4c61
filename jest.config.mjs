/** Tests run on the sources: a workspace import is mapped to the package's src folder. `*.slow.test.ts` runs only by `npm run test:slow`. */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }],
  },
  moduleNameMapper: {
    '^@ganblocks/([a-z]+)$': '<rootDir>/packages/$1/src/index.ts',
    '^@ganblocks/([a-z]+)/([a-z]+)$': '<rootDir>/packages/$1/src/$2/index.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/packages/[^/]+/dist', '<rootDir>/runs'],
};

// The workers of jest share the cores already. Tests of threads ask for them.
process.env['GANBLOCKS_THREADS'] ??= '1';

const slow = /\.slow\.test\.ts$/.source;

export default {
  testTimeout: 60_000,
  maxWorkers: 2,
  // Each test file has a backend of its own, whose memory a worker gives back only when it ends.
  workerIdleMemoryLimit: '2GB',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{packages,examples,scripts}/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', slow],
    },
    ...(process.argv.includes('slow')
      ? [{ ...shared, displayName: 'slow', testMatch: ['<rootDir>/{packages,examples,scripts}/**/*.slow.test.ts'] }]
      : []),
  ],
};
