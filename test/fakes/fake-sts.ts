import { randomBytes } from 'node:crypto';
import { AwsError } from './aws-error.ts';
import { checkPolicy } from './session-policy.ts';

/** A role that can be assumed, by its ARN. */
export interface FakeRole {
  account: string;
  /** What its trust policy asks for; without one, any external ID is taken. */
  externalId?: string;
  /** Refuses everybody. */
  deny?: boolean;
}

/** Who holds an access key. */
export interface Holder {
  account: string;
  arn: string;
  accessKey: string;
  /** Null for the ambient credentials, which are an IAM user's. */
  session: Session | null;
}

export interface Session {
  name: string;
  role: string;
  policy: string | null;
  externalId: string | null;
  token: string;
  /** Epoch milliseconds of the real clock, which is the one the SDK goes by. */
  expires: number;
}

/** STS: hands out sessions of roles, and knows whose an access key is. */
export class FakeSts {
  readonly #roles: Record<string, FakeRole>;
  readonly #holders = new Map<string, Holder>();

  constructor(roles: Record<string, FakeRole>, ambient: Holder) {
    this.#roles = roles;
    this.#holders.set(ambient.accessKey, ambient);
  }

  /** Whose the key is. Throws AwsError where nobody holds it, its token is wrong, or its time is over. */
  authenticate(accessKey: string, token: string | undefined): Holder {
    const holder = this.#holders.get(accessKey);
    if (holder === undefined || (holder.session !== null && holder.session.token !== token)) {
      throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.');
    }
    if (holder.session !== null && holder.session.expires <= Date.now()) {
      throw new AwsError('ExpiredTokenException', 'The security token included in the request is expired.');
    }
    return holder;
  }

  /** AssumeRole: the XML of its result. Throws AwsError. */
  assumeRole(caller: Holder, form: URLSearchParams): string {
    const arn = form.get('RoleArn') ?? '';
    const name = form.get('RoleSessionName') ?? '';
    const policy = form.get('Policy');
    const externalId = form.get('ExternalId');
    if (!/^[\w+=,.@-]{2,64}$/.test(name)) throw invalid('roleSessionName', 'must match [\\w+=,.@-]{2,64}');
    if (externalId !== null && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) throw invalid('externalId', 'is malformed');
    if (policy !== null) checkPolicy(policy);
    const seconds = durationOf(form, caller);
    const role = this.#roles[arn];
    if (role === undefined || role.deny === true || (role.externalId ?? externalId) !== externalId) {
      const text = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
      throw new AwsError('AccessDenied', text, 403);
    }
    const accessKey = `ASIA${randomBytes(10).toString('hex').slice(0, 16).toUpperCase()}`;
    const expires = Date.now() + seconds * 1000;
    const session = { name, role: arn, policy, externalId, token: randomBytes(48).toString('base64'), expires };
    const sessionArn = `arn:aws:sts::${role.account}:assumed-role/${arn.split('/').at(-1)}/${name}`;
    this.#holders.set(accessKey, { account: role.account, arn: sessionArn, accessKey, session });
    return assumed(accessKey, session, sessionArn);
  }
}

/** GetCallerIdentity: the XML of its result. */
export function callerIdentity(caller: Holder): string {
  return result(
    'GetCallerIdentity',
    `<Arn>${caller.arn}</Arn><UserId>AIDAEXAMPLE</UserId><Account>${caller.account}</Account>`,
  );
}

/** An error as STS words it; the query protocol has names of its own for credentials that are no good. */
export function stsError(error: AwsError): string {
  const code = queryCodes[error.code] ?? error.code;
  const type = error.status < 500 ? 'Sender' : 'Receiver';
  return `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${code}</Code><Message>${escaped(error.message)}</Message></Error><RequestId>fake-request</RequestId></ErrorResponse>`;
}

const queryCodes: Record<string, string> = {
  UnrecognizedClientException: 'InvalidClientTokenId',
  ExpiredTokenException: 'ExpiredToken',
  ThrottlingException: 'Throttling',
};

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

function assumed(accessKey: string, session: Session, arn: string): string {
  const credentials = `<AccessKeyId>${accessKey}</AccessKeyId><SecretAccessKey>${randomBytes(30).toString('base64')}</SecretAccessKey><SessionToken>${session.token}</SessionToken><Expiration>${new Date(session.expires).toISOString()}</Expiration>`;
  const user = `<AssumedRoleId>AROAEXAMPLE:${escaped(session.name)}</AssumedRoleId><Arn>${escaped(arn)}</Arn>`;
  return result(
    'AssumeRole',
    `<Credentials>${credentials}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser><PackedPolicySize>6</PackedPolicySize>`,
  );
}

function result(action: string, content: string): string {
  return `<${action}Response xmlns="${namespace}"><${action}Result>${content}</${action}Result><ResponseMetadata><RequestId>fake-request</RequestId></ResponseMetadata></${action}Response>`;
}

function durationOf(form: URLSearchParams, caller: Holder): number {
  const seconds = Number(form.get('DurationSeconds') ?? 3600);
  const most = caller.session === null ? 43_200 : 3600;
  if (!(seconds >= 900 && seconds <= most)) throw invalid('durationSeconds', `must be 900 to ${most}`);
  return seconds;
}

function invalid(member: string, why: string): AwsError {
  return new AwsError('ValidationError', `1 validation error detected: Value at '${member}' ${why}.`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
