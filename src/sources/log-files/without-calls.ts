import type { Entry } from './layout.ts';

/** Something that is known by its name to hold no records of calls. */
export interface WithoutCalls {
  /** As a sentence names them. */
  says: string;
  holds: (entry: Entry) => boolean;
}

/** Services that deliver to `AWSLogs/<account>/<name>/`, beside CloudTrail. A folder of any other name is read. */
const otherServices: ReadonlySet<string> = new Set(
  `aws-service=vpcflowlogs bedrockmodelinvocationlogs cloudfront config elasticloadbalancing globalaccelerator guardduty
  kafkabrokerlogs network-firewall redshift verifiedaccess vpcdnsquerylogs vpcflowlogs vpclattice waflogs`.split(/\s+/),
);
const besideCloudTrail = /\/AWSLogs\/(?:(?:o-[a-z0-9]+\/)?\d{12}|aws-account-id=\d{12})\/([^/]+)$/;

/** What programs write that copy, deliver or show files, beside those files. */
const leftovers =
  /^(?:_SUCCESS|_(?:started|committed)_\d+|\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|\.git(?:keep|ignore|attributes)?|.*\.crc|.*_\$folder\$|ELBAccessLogTestFile|ConfigWritabilityCheckFile)$/is;
const leftoverFolders = /^(?:\.git|__MACOSX|@eaDir|\.Spotlight-V100|\.fseventsd)$/;

/**
 * All that is passed over by its name. What is not in this table is read, and its content decides what it is.
 * Sources: CloudTrail user guide, "Finding your CloudTrail log files" and "CloudTrail digest file structure"; the
 * guides of the services on where they deliver their logs.
 */
const kinds: readonly WithoutCalls[] = [
  { says: 'CloudTrail’s digests', holds: ofCloudTrail('Digest') },
  { says: 'CloudTrail Insights', holds: ofCloudTrail('Insight') },
  {
    says: 'logs of other services',
    holds: ({ path, kind }) =>
      kind === 'folder' && otherServices.has(besideCloudTrail.exec(path)?.[1]?.toLowerCase() ?? ''),
  },
  {
    says: 'leftovers of other programs',
    holds: ({ name, kind }) => (kind === 'file' ? leftovers : leftoverFolders).test(name),
  },
];

/** Whether an entry is known by its name to hold no records of calls. */
export function isWithoutCalls(entry: Entry): boolean {
  return kinds.some(({ holds }) => holds(entry));
}

function ofCloudTrail(what: string): WithoutCalls['holds'] {
  const folder = `CloudTrail-${what}`;
  const file = new RegExp(`^\\d{12}_CloudTrail-${what}_`);
  return ({ name, kind }) => (kind === 'folder' ? name === folder : file.test(name));
}

/**
 * The kinds that are passed over below a place. Those that the place itself lies among were asked for: they are read.
 *
 * @param root absolute, with `/` between its parts
 */
export function passedOverBelow(root: string): readonly WithoutCalls[] {
  const names = root.split('/');
  const above = names.map((name, at): Entry => ({ path: names.slice(0, at + 1).join('/'), name, kind: 'folder' }));
  return kinds.filter(({ holds }) => !above.some(holds));
}
