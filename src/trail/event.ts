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
 * Who called. `type` is CloudTrail's userIdentity.type as it stands ("Unknown" where there is none).
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
  /** The AWS service that called on somebody's behalf, else null. */
  invokedBy: string | null;
  credentials: Credentials;
  /** sessionContext.sourceIdentity, which survives role chaining, else null. */
  sourceIdentity: string | null;
}

export interface Resource {
  /** CloudFormation-style type such as AWS::S3::Bucket, where the record gives one. */
  type: string | null;
  /** Name or ARN, as recorded. */
  name: string;
}

/** One CloudTrail record, read permissively, its secrets masked. */
export interface TrailEvent {
  /** eventID; where a record has none, a digest of the record that is the same for the same record. */
  id: string;
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
  /** What an AssumeRole*, GetFederationToken or GetSessionToken call asked for and, where it worked, handed out. */
  issued: Issued | null;
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
}
