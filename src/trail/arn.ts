/** An ARN taken apart; real ones lack any of these, so each may be empty. */
interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  /** Everything behind the account: `role/path/name`, `function:pay:3`, `bucket/key`. */
  resource: string;
}

/** Takes an ARN apart; null for any other text. */
export function parseArn(text: string): Arn | null {
  if (!/^arn:/i.test(text)) return null;
  const [, partition = '', service = '', region = '', account = '', ...resource] = text.split(':');
  return { partition, service, region, account, resource: resource.join(':') };
}

/** What stands behind the last `/` or `:`, or the whole text where it has neither. */
export function lastPart(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
}

/** Role and session of `arn:aws:sts::<account>:assumed-role/<role>/<session>`; null where the ARN is none. */
export function assumedRole(arn: string): { role: string; session: string | null } | null {
  const at = arn.indexOf(marker);
  if (at < 0) return null;
  const [role = '', session = ''] = arn.slice(at + marker.length).split('/');
  return role === '' ? null : { role, session: session === '' ? null : session };
}

const marker = ':assumed-role/';

/** What stands behind the first `:` of a principal ID such as AROA…:jdoe; null where there is none. */
export function sessionOfId(id: string): string | null {
  const colon = id.indexOf(':');
  return colon < 0 || colon === id.length - 1 ? null : id.slice(colon + 1);
}
