/** Tests are TypeScript modules, compiled file by file by swc; types are checked by `npm run types`. */
export default {
  testEnvironment: '<rootDir>/test/plain-globals.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  reporters: ['default', '<rootDir>/test/closing-line.mjs'],
  // Some tests start a process after the other, which takes its time where everything else runs, too.
  testTimeout: 60_000,
  // On two cores jest would take one; much of what tests do is wait for processes they started.
  maxWorkers: '100%',
  // Every suite's time is printed.
  slowTestThreshold: 0,
};
