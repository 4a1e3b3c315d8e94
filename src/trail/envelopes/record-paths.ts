/**
 * The fields of a record that exports spell in other ways, and those of its caller. Source: CloudTrail user guide,
 * "CloudTrail record contents" and "CloudTrail userIdentity element".
 */
const fields = [
  'eventVersion',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'requestID',
  'eventID',
  'readOnly',
  'resources',
  'eventType',
  'apiVersion',
  'managementEvent',
  'recipientAccountId',
  'serviceEventDetails',
  'sharedEventID',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'eventCategory',
  'addendum',
  'insightDetails',
  'sessionCredentialFromConsole',
  'edgeDeviceDetails',
  'tlsDetails',
  'tlsDetails.tlsVersion',
  'tlsDetails.cipherSuite',
  'tlsDetails.clientProvidedHostHeader',
  'userIdentity',
  'userIdentity.type',
  'userIdentity.principalId',
  'userIdentity.arn',
  'userIdentity.accountId',
  'userIdentity.accessKeyId',
  'userIdentity.userName',
  'userIdentity.invokedBy',
  'userIdentity.identityProvider',
  'userIdentity.credentialId',
  'userIdentity.onBehalfOf',
  'userIdentity.onBehalfOf.userId',
  'userIdentity.onBehalfOf.identityStoreArn',
  'userIdentity.inScopeOf',
  'userIdentity.inScopeOf.sourceArn',
  'userIdentity.inScopeOf.sourceAccount',
  'userIdentity.inScopeOf.issuerType',
  'userIdentity.inScopeOf.credentialsIssuedTo',
  'userIdentity.sessionContext',
  'userIdentity.sessionContext.sourceIdentity',
  'userIdentity.sessionContext.assumedRoot',
  'userIdentity.sessionContext.ec2RoleDelivery',
  'userIdentity.sessionContext.signInSessionArn',
  'userIdentity.sessionContext.attributes',
  'userIdentity.sessionContext.attributes.creationDate',
  'userIdentity.sessionContext.attributes.mfaAuthenticated',
  'userIdentity.sessionContext.sessionIssuer',
  'userIdentity.sessionContext.sessionIssuer.type',
  'userIdentity.sessionContext.sessionIssuer.principalId',
  'userIdentity.sessionContext.sessionIssuer.arn',
  'userIdentity.sessionContext.sessionIssuer.accountId',
  'userIdentity.sessionContext.sessionIssuer.userName',
  'userIdentity.sessionContext.webIdFederationData',
  'userIdentity.sessionContext.webIdFederationData.federatedProvider',
  'userIdentity.sessionContext.webIdFederationData.attributes',
];

/** Names of columns and fields that say the same in fewer or other words. */
const aliases: Record<string, string> = {
  // The console's CSV and LookupEvents.
  username: 'userIdentity.userName',
  accesskeyid: 'userIdentity.accessKeyId',
  awsaccesskey: 'userIdentity.accessKeyId',
  awsaccesskeyid: 'userIdentity.accessKeyId',
  sourceip: 'sourceIPAddress',
  region: 'awsRegion',
  accountid: 'recipientAccountId',
  awsaccountid: 'recipientAccountId',
  recipientaccount: 'recipientAccountId',
  // One column of the caller alone, as CloudTrail Lake names it.
  principalid: 'userIdentity.principalId',
  invokedby: 'userIdentity.invokedBy',
  sessioncontext: 'userIdentity.sessionContext',
  // Filebeat leaves `attributes` out.
  useridentitysessioncontextcreationdate: 'userIdentity.sessionContext.attributes.creationDate',
  useridentitysessioncontextmfaauthenticated: 'userIdentity.sessionContext.attributes.mfaAuthenticated',
  // Microsoft Sentinel.
  awseventid: 'eventID',
  awsrequestid: 'requestID',
  eventtypename: 'eventType',
  sessioncreationdate: 'userIdentity.sessionContext.attributes.creationDate',
  sessionmfaauthenticated: 'userIdentity.sessionContext.attributes.mfaAuthenticated',
  sessionissuertype: 'userIdentity.sessionContext.sessionIssuer.type',
  sessionissuerprincipalid: 'userIdentity.sessionContext.sessionIssuer.principalId',
  sessionissuerarn: 'userIdentity.sessionContext.sessionIssuer.arn',
  sessionissueraccountid: 'userIdentity.sessionContext.sessionIssuer.accountId',
  sessionissuerusername: 'userIdentity.sessionContext.sessionIssuer.userName',
};

/** Where a value belongs in a record, and whether its name says so in full. */
export interface RecordPath {
  parts: readonly string[];
  isAlias: boolean;
}

const known = new Map<string, RecordPath>([
  ...Object.entries(aliases).map(([name, path]): [string, RecordPath] => [
    name,
    { parts: path.split('.'), isAlias: true },
  ]),
  ...fields.map((path): [string, RecordPath] => [folded(path), { parts: path.split('.'), isAlias: false }]),
]);

/** Fields under which others are known. */
const containers = new Set(
  fields.flatMap((path) => {
    const end = path.lastIndexOf('.');
    return end < 0 ? [] : [path.slice(0, end)];
  }),
);

const ownFields: ReadonlySet<string> = new Set(fields.filter((path) => !path.includes('.')));

/** Whether a key is a field of a record itself, letter for letter. */
export function isOwnField(key: string): boolean {
  return ownFields.has(key);
}

/** Where the value of a field belongs that is written in any case and with any marks between its words; else null. */
export function pathOf(name: string): RecordPath | null {
  return known.get(folded(name)) ?? null;
}

/** Whether the fields below this one are known too. */
export function isContainer(parts: readonly string[]): boolean {
  return containers.has(parts.join('.'));
}

/** Letters and digits alone, in lower case: `user_identity.access-key Id` reads as `useridentityaccesskeyid`. */
export function folded(name: string): string {
  return name.length > 200 ? '' : name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
