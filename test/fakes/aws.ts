import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AwsCall, operationOf, readCall } from './aws-call.ts';
import { AwsError } from './aws-error.ts';
import { type AwsFault, AwsFaults, type AwsOperation } from './aws-faults.ts';
import { CallLimit } from './call-limit.ts';
import { EventHistory, readLookup } from './event-history.ts';
import { callerIdentity, type FakeRole, FakeSts, type Holder, stsError } from './fake-sts.ts';
import { type Fields, parsed } from './json.ts';
import { answer, breakOff, pause, readBody, serve } from './loopback.ts';
import { policyAllows } from './session-policy.ts';

export interface AwsOptions {
  /** Raw CloudTrail records, in any order. */
  records?: Iterable<Fields>;
  /** What event history holds to be now, in epoch milliseconds; default the real clock. Sessions go by the real one. */
  now?: () => number;
  /** What AWS's clock says with every answer, in epoch milliseconds; default the real one. */
  date?: () => number;
  /** LookupEvents calls an account and Region takes in any second; default AWS's own 2, null for no limit. */
  limit?: { perSecond: number | null };
  /** Milliseconds before each answer. */
  latency?: number | ((call: AwsCall) => number);
  faults?: AwsFault[];
  /** Roles that can be assumed, by ARN. */
  roles?: Record<string, FakeRole>;
  /** Whose the ambient credentials are; default 111122223333. */
  ambientAccount?: string;
}

export interface FakeAws {
  url: string;
  /** What a child process needs in its environment to use this AWS. */
  env: Record<string, string>;
  /** Every call so far, in the order of arrival. */
  calls: AwsCall[];
  lookups(): AwsCall[];
  throttledCalls(): AwsCall[];
  add(records: Iterable<Fields>): void;
  addFault(fault: AwsFault): void;
  clearFaults(): void;
  stop(): Promise<void>;
}

const ambientKey = 'AKIAIOSFODNN7EXAMPLE';

/** Starts CloudTrail's LookupEvents and STS's AssumeRole and GetCallerIdentity on one loopback port. */
export async function startAws(options: AwsOptions = {}): Promise<FakeAws> {
  const account = options.ambientAccount ?? '111122223333';
  const cloud = cloudOf(options, account);
  const calls: AwsCall[] = [];
  const add = (records: Iterable<Fields>) => cloud.history.add(records, { account, region: 'us-east-1' });
  add(options.records ?? []);

  const { url, stop } = await serve(async (request, response) => {
    const text = await readBody(request);
    const form = new URLSearchParams(text);
    if (options.date !== undefined) response.setHeader('date', new Date(options.date()).toUTCString());
    const operation = operationOf(request, form);
    if (operation === null) {
      const error = new AwsError('UnknownOperationException', 'The fake AWS has no such operation.');
      return refuse(response, 'LookupEvents', error);
    }
    const call = readCall(request, operation, { text, form });
    calls.push(call);
    try {
      await exchange(cloud, call, { request, response, text, form });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      call.outcome = error.code;
      refuse(response, operation, error);
    }
  });

  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: ambientKey,
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    calls,
    lookups: () => calls.filter((call) => call.operation === 'LookupEvents'),
    throttledCalls: () => calls.filter((call) => call.outcome === 'ThrottlingException'),
    add,
    addFault: (fault) => cloud.faults.add(fault),
    clearFaults: () => cloud.faults.clear(),
    stop,
  };
}

interface Cloud {
  history: EventHistory;
  sts: FakeSts;
  faults: AwsFaults;
  limit: CallLimit | null;
  latency: NonNullable<AwsOptions['latency']>;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  text: string;
  form: URLSearchParams;
}

function cloudOf(options: AwsOptions, account: string): Cloud {
  const arn = `arn:aws:iam::${account}:user/trail`;
  const { perSecond } = options.limit ?? { perSecond: 2 };
  const faults = new AwsFaults();
  for (const fault of options.faults ?? []) faults.add(fault);
  return {
    history: new EventHistory(options.now ?? Date.now),
    sts: new FakeSts(options.roles ?? {}, { account, arn, accessKey: ambientKey, session: null }),
    faults,
    limit: perSecond === null ? null : new CallLimit(perSecond),
    latency: options.latency ?? 0,
  };
}

/** Who calls, then faults, then the limit, then the work. Throws AwsError for every refusal. */
async function exchange(cloud: Cloud, call: AwsCall, { request, response, text, form }: Exchange): Promise<void> {
  const caller = identify(request, call, cloud.sts);
  const fault = cloud.faults.strike(call);
  if (fault === undefined) throttle(cloud.limit, call);
  await pause(typeof cloud.latency === 'function' ? cloud.latency(call) : cloud.latency);
  if (fault !== undefined && 'breaks' in fault) {
    call.outcome = fault.breaks;
    return breakOff(response, fault.breaks);
  }
  if (fault !== undefined) throw new AwsError(fault.error, fault.message ?? sentenceFor(fault.error), fault.status);
  const content = perform(cloud, call, caller, { text, form });
  call.outcome = 'ok';
  answer(response, 200, content, { 'content-type': contentTypes[call.operation] });
}

function identify(request: IncomingMessage, call: AwsCall, sts: FakeSts): Holder {
  const token = request.headers['x-amz-security-token'];
  const caller = sts.authenticate(call.accessKey, typeof token === 'string' ? token : undefined);
  if (call.operation === 'AssumeRole') return caller;
  call.account = caller.account;
  call.sessionName = caller.session?.name ?? null;
  call.sessionPolicy = caller.session?.policy ?? null;
  call.externalId = caller.session?.externalId ?? null;
  call.role = caller.session?.role ?? null;
  return caller;
}

function throttle(limit: CallLimit | null, call: AwsCall): void {
  if (limit === null || call.operation !== 'LookupEvents') return;
  if (limit.accepts(`${call.account} ${call.region}`, performance.now())) return;
  throw new AwsError('ThrottlingException', sentenceFor('ThrottlingException'));
}

function perform(cloud: Cloud, call: AwsCall, caller: Holder, body: { text: string; form: URLSearchParams }): string {
  if (call.operation === 'GetCallerIdentity') return callerIdentity(caller);
  if (call.operation === 'AssumeRole') return cloud.sts.assumeRole(caller, body.form);
  const policy = caller.session?.policy ?? null;
  if (policy !== null && !policyAllows(policy, 'cloudtrail:LookupEvents')) {
    const sentence = `User: ${caller.arn} is not authorized to perform: cloudtrail:LookupEvents`;
    throw new AwsError('AccessDeniedException', sentence);
  }
  const page = cloud.history.page(call.account, call.region, readLookup(parsed(body.text)));
  call.events = page.count;
  return page.body;
}

const contentTypes = {
  LookupEvents: 'application/x-amz-json-1.1',
  AssumeRole: 'text/xml',
  GetCallerIdentity: 'text/xml',
} satisfies Record<AwsOperation, string>;

function refuse(response: ServerResponse, operation: AwsOperation, error: AwsError): void {
  const json = JSON.stringify({ __type: error.code, message: error.message });
  const body = operation === 'LookupEvents' ? json : stsError(error);
  answer(response, error.status, body, { 'content-type': contentTypes[operation] });
}

function sentenceFor(code: string): string {
  if (code === 'ThrottlingException') return 'Rate exceeded';
  if (code === 'ExpiredTokenException') return 'The security token included in the request is expired';
  return `The fake AWS was told to fail with ${code}.`;
}
