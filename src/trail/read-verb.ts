/**
 * Verbs of calls that only read. AssumeRole and its relatives are among them because CloudTrail marks them so
 * where it marks anything.
 */
const reading =
  /^(?:Describe|Get|List|Head|Lookup|Search|Query|Scan|BatchGet|BatchDescribe|BatchCheck|Check|Preview|Verify|Validate|View|Select|Discover|Estimate|Simulate|Count|Test|AssumeRole)(?![a-z])/;

/** Whether a call of this name only reads, told from its verb alone: for records that don't say. */
export function isReadVerb(eventName: string): boolean {
  return reading.test(eventName);
}
