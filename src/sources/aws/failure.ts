import { AssumeRoleFailed } from './clients.ts';

/**
 * What a failed AWS call comes down to. `code` is AWS's or the system's own word for it, fit to be shown.
 * `assuming`: it failed before CloudTrail was asked, while the role was being assumed.
 */
export interface AwsFailure {
  kind:
    | 'throttled'
    | 'denied'
    | 'expired'
    | 'no-credentials'
    | 'badly-signed'
    | 'not-accepted'
    | 'bad-token'
    | 'too-old'
    | 'unreachable'
    | 'refused';
  code: string;
  assuming: boolean;
}

const kindByCode: Record<string, AwsFailure['kind']> = {
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  ThrottledException: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestLimitExceeded: 'throttled',
  RequestThrottled: 'throttled',
  RequestThrottledException: 'throttled',
  SlowDown: 'throttled',
  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  NotAuthorized: 'denied',
  UnauthorizedOperation: 'denied',
  OperationNotPermittedException: 'denied',
  ExpiredToken: 'expired',
  ExpiredTokenException: 'expired',
  RequestExpired: 'expired',
  InvalidSignatureException: 'badly-signed',
  SignatureDoesNotMatch: 'badly-signed',
  CredentialsProviderError: 'no-credentials',
  TokenProviderError: 'no-credentials',
  MissingAuthenticationToken: 'no-credentials',
  MissingAuthenticationTokenException: 'no-credentials',
  UnrecognizedClientException: 'not-accepted',
  InvalidClientTokenId: 'not-accepted',
  AuthFailure: 'not-accepted',
  OptInRequired: 'not-accepted',
  RegionDisabledException: 'not-accepted',
  InvalidNextTokenException: 'bad-token',
  InvalidTimeRangeException: 'too-old',
  TimeoutError: 'unreachable',
};

/** A call that failed, with what that comes down to; its cause is what the SDK threw. */
export class CallFailed extends Error {
  readonly failure: AwsFailure;

  constructor(failure: AwsFailure, options: ErrorOptions) {
    super('The call to AWS failed.', options);
    this.name = 'CallFailed';
    this.failure = failure;
  }
}

/** Reads what an AWS call threw by its code and status, never by its text; null where it was no failure of AWS or the network. */
export function readFailure(error: unknown): AwsFailure | null {
  if (error instanceof CallFailed) return error.failure;
  if (error instanceof AssumeRoleFailed) {
    const failure = readFailure(error.cause);
    return failure && { ...failure, assuming: true };
  }
  const name = textAt(error, 'name') ?? '';
  const named = kindByCode[name];
  if (named !== undefined) return { kind: named, code: name, assuming: false };
  const status = statusOf(error);
  if (status !== null) return { kind: kindByStatus(status), code: codeOf(error, name, status), assuming: false };
  const code = textAt(error, 'code');
  return code === null ? null : { kind: 'unreachable', code, assuming: false };
}

function fieldOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
}

function textAt(holder: unknown, name: string): string | null {
  const text = fieldOf(holder, name);
  return typeof text === 'string' ? text : null;
}

function statusOf(error: unknown): number | null {
  const status =
    fieldOf(fieldOf(error, '$metadata'), 'httpStatusCode') ?? fieldOf(fieldOf(error, '$response'), 'statusCode');
  return typeof status === 'number' ? status : null;
}

function kindByStatus(status: number): AwsFailure['kind'] {
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403) return 'denied';
  return status >= 400 && status < 500 ? 'refused' : 'unreachable';
}

/** An answer that is not AWS's own (from a proxy, say) has no code but that of JavaScript's parser: its status says more. */
function codeOf(error: unknown, name: string, status: number): string {
  return textAt(error, '$fault') !== null && /^\w{1,64}$/.test(name) ? name : `HTTP ${status}`;
}
