/** Closes a run with one line for all suites together: `N passed, N failed`. A suite that can't start counts as failed. */
export default class ClosingLine {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests }) {
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
    setImmediate(() => process.stdout.write(`${numPassedTests} passed, ${failed} failed${skipped}\n`));
  }
}
