import type { ChangeFacts } from './change-facts.ts';
import type { Reason } from './reason.ts';

/** Milliseconds since 1970-01-01T00:00Z. Every time inside Trail is one; only the rim writes text. */
export type Millis = number;

/** How a call ended: `denied` for every form of refused permission, `error` for any other failure. */
export type Outcome = 'ok' | 'denied' | 'error';

/** How the caller proved who it was, in the words of an auditor. */
export type Credentials =
  | 'long-lived key'
  | 'temporary role'
  | 'federation'
  | 'aws service'
  | 'console'
  | 'root'
  | 'unknown';

/**
 * Who called. `type` is CloudTrail's userIdentity.type; where a record has none, or only "Unknown", what its ARN and IDs
 * tell, and "Unknown" where they tell nothing.
 * `name` is never empty: IAM user name, session name of an assumed role, `root`, the service, else what the record gives.
 */
export interface Principal {
  type: string;
  name: string;
  /** Role name of an assumed role (for Identity Center: the whole AWSReservedSSO_… name), else null. */
  role: string | null;
  arn: string | null;
  account: string | null;
  /** userIdentity.principalId, such as AROA…:session. */
  id: string | null;
  accessKey: string | null;
  /** Whether MFA was used; null where the record does not say. */
  mfa: boolean | null;
  /** The AWS service that called on somebody's behalf, else null. The console is none: see `console`. */
  invokedBy: string | null;
  /** Whether the caller was in the console, or signing in to it, as far as the record tells. */
  console: boolean;
  credentials: Credentials;
  /** sessionContext.sourceIdentity, which survives role chaining, else null. */
  sourceIdentity: string | null;
  /**
   * By what records that do not all name the same person belong together: userIdentity.onBehalfOf.userId, a user of
   * Identity Center; of a sign-in without one, its AuthWorkflowID. Null for everybody else.
   */
  person: string | null;
}

export interface Resource {
  /** CloudFormation-style type such as AWS::S3::Bucket, where the record gives one. */
  type: string | null;
  /** Name, ARN or address, as recorded. */
  name: string;
  /** The key it stood under, such as bucketName; null where it stood under several, absent where the record lists it. Never shown. */
  key?: string | null | undefined;
}

/**
 * What a record tells of: a call; how many calls there were in some minutes (`summary`, CloudTrail's aggregated events);
 * an unusual rate of calls or errors (`insight`); or the delivery of log files (`digest`). Only calls are counted as such.
 */
export type RecordKind = 'call' | 'summary' | 'insight' | 'digest';

/** By what a summary counts calls. */
export const dimensions = ['event', 'principal', 'resource', 'address', 'agent', 'error'] as const;
export type Dimension = (typeof dimensions)[number];

/** What is told of some of a summary's calls. */
export interface SummaryValue {
  /** As recorded. */
  name: string;
  calls: number;
}

/** What a summary says of its calls: how many there were, and by each dimension it gives, how many were of which value. */
export interface CallSummary {
  /** When the last of them can have been made, to the millisecond. */
  end: Millis;
  calls: number;
  /** How many of them an answer counts, where it is not all. */
  counted?: number;
  /** What it was made by; the same calls may be summed up in other ways, too. */
  by: Dimension;
  /** Nothing is known of calls beyond those told. */
  told: Partial<Record<Dimension, readonly SummaryValue[]>>;
}

/** One CloudTrail record, read permissively, its secrets masked. */
export interface TrailEvent {
  kind: RecordKind;
  /** Of a summary that could be read; else null. */
  summary: CallSummary | null;
  /** eventID; where a record has none, a digest of the record that is the same for the same record. */
  id: string;
  /** For a summary, when the time it sums up began; `unknownTime` where the record gives none that can be read. */
  time: Millis;
  name: string;
  /** eventSource, such as chatbot.amazonaws.com. */
  source: string;
  region: string;
  /** The account whose trail holds the record (recipientAccountId), else the caller's. */
  account: string;
  principal: Principal;
  /** sourceIPAddress as recorded: an address, a service name, `AWS Internal`, or empty. */
  address: string;
  userAgent: string;
  /** The VPC endpoint a call came through; null: none. */
  vpcEndpoint?: string | null;
  outcome: Outcome;
  error: { code: string | null; message: string | null } | null;
  /** Why it was refused or could not work, where the record tells. */
  reason: Reason | null;
  /** As recorded; where an old record does not say, told from the verb of its name. */
  readOnly: boolean;
  resources: Resource[];
  eventType: string;
  sharedId: string | null;
  /** When the caller's session began, where there is one. */
  sessionStart: Millis | null;
  /** What a call that hands out a session asked for and, where it worked, handed out. */
  issued: Issued | null;
  /** What a call that changed something and worked names; absent for any other. */
  changed?: ChangeFacts;
  /** False for a record that could be read only in part: it is shown, and counted as such. */
  understood: boolean;
  /** The whole record with secrets masked; only where the question asks for whole events. */
  record: unknown;
}

export interface Issued {
  accessKey: string | null;
  /** ARN of the session handed out (assumedRoleUser.arn or federatedUser.arn). */
  arn: string | null;
  /** The role asked for (requestParameters.roleArn), also where the call was denied. */
  role: string | null;
  /** The session name asked for (requestParameters.roleSessionName). */
  session: string | null;
  /** For whom, where somebody else called for them: a pod's service account, or the subject of a certificate. */
  workload: string | null;
}
