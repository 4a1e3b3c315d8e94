/**
 * Closes a run: lists the ten slowest suites, then one line for all suites together, `N passed, N failed`. A suite that
 * can't start counts as failed.
 */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    const lines = [...slowest(results.testResults), `${results.numPassedTests} passed, ${failed} failed${skipped}`];
    setImmediate(() => process.stdout.write(`${lines.join('\n')}\n`));
  }
}

/** The suites that took longest; none where few were run. */
function slowest(suites) {
  if (suites.length <= 10) return [];
  const slow = suites.toSorted((one, other) => other.perfStats.runtime - one.perfStats.runtime).slice(0, 10);
  const lines = slow.map(({ perfStats, testFilePath }) => {
    const seconds = (perfStats.runtime / 1000).toFixed(1).padStart(6);
    return `${seconds} s  ${testFilePath.replace(/^.*[\\/](?=test[\\/])/, '')}`;
  });
  return ['The slowest suites:', ...lines];
}
