/** The account and Region that an ARN would hold; the account null where it is not known. */
export interface Place {
  account: string | null;
  region: string;
}

/**
 * The ResourceName values under which services record a resource: some write ARNs (KMS, SNS, STS),
 * others short names (S3, IAM, EC2, Lambda, RDS), and the attribute is exact. Both are looked up.
 */
export function resourceLookups(on: string, place: Place): string[] {
  const forms = on.startsWith('arn:') ? formsOfArn(on) : formsOfName(on, place);
  return [...new Set(forms.filter((form) => form !== ''))];
}

/** `arn:aws:s3:::audit-logs/key` is also the bucket `audit-logs`; `…:function:pay` is also `pay`. */
function formsOfArn(arn: string): string[] {
  const resource = arn.split(':').slice(5).join(':');
  const short = resource.slice(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1);
  const bucket = arn.startsWith('arn:aws:s3:::') ? [resource.split('/')[0] ?? ''] : [];
  return [arn, resource, short, ...bucket];
}

function formsOfName(name: string, { account, region }: Place): string[] {
  const forms = [name];
  if (/^[a-z0-9][a-z0-9.-]{2,62}$/.test(name)) forms.push(`arn:aws:s3:::${name}`);
  if (account === null) return forms;
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$|^mrk-[0-9a-f]{32}$/.test(name))
    forms.push(`arn:aws:kms:${region}:${account}:key/${name}`);
  else if (name.startsWith('alias/')) forms.push(`arn:aws:kms:${region}:${account}:${name}`);
  else if (/^[\w-]{1,256}(\.fifo)?$/.test(name)) forms.push(`arn:aws:sns:${region}:${account}:${name}`);
  if (/^[\w+=,.@-]{1,64}$/.test(name)) forms.push(`arn:aws:iam::${account}:role/${name}`);
  if (/^[\w-]{1,64}$/.test(name)) forms.push(`arn:aws:lambda:${region}:${account}:function:${name}`);
  return forms;
}
