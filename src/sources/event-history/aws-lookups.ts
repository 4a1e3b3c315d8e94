import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Millis, TrailEvent } from '../../trail/event.ts';
import { asObject, asText, type JsonObject } from '../../trail/fields.ts';
import { readLookupEvent } from '../../trail/read-record.ts';
import { readTime } from '../../trail/time.ts';
import type { CloudTrailClients } from '../aws/clients.ts';
import { type AwsFailure, CallFailed, readFailure } from '../aws/failure.ts';
import { type Priority, SearchStopped } from '../source.ts';
import type { LookupService } from './event-history.ts';
import { type Pacer, type PacerOptions, Pacers, type Permit } from './pacer.ts';
import { InvalidToken, isWithin, type LookupPlace, missOf, type Page, type PageRequest, type Span } from './page.ts';

export interface AwsLookupsDeps {
  clients: CloudTrailClients;
  /** Told of every call of LookupEvents. */
  onCall?: (call: CallReport & { account: string }) => void;
  pacing?: PacerOptions;
}

/** LookupEvents of AWS itself, at the pace that each account and Region allows. */
export function createAwsLookups({ clients, onCall, pacing = {} }: AwsLookupsDeps): LookupService {
  const pacers = new Pacers(pacing);
  return {
    of(account, region, { asker, priority }) {
      // Pace and memory are the account's, whatever roles and askers there are; without its ID, the role's or the ambient one's.
      const id = account.id ?? account.role ?? 'ambient';
      const pacer = pacers.of(id, region);
      const how = {
        client: clients.of(account, region, asker),
        pacer,
        place: { role: account.role, region },
        priority,
        onCall: (call: CallReport & { ms: Millis }) => onCall?.({ account: id, ...call }),
      };
      return {
        key: `${id} ${region}`,
        read: (request, signal) => readPage(how, request, signal),
        throttled: () => pacer.throttled,
      };
    },
    quota: () => pacers.quota(),
  };
}

/** How one call of LookupEvents ended, for the metrics. */
interface CallReport {
  region: string;
  outcome: 'ok' | AwsFailure['kind'] | 'aborted';
  /** Milliseconds from sending to answer, waiting for leave to send not included. */
  ms: Millis;
}

interface LookupEvents {
  client: CloudTrailClient;
  pacer: Pacer;
  place: LookupPlace;
  priority: Priority;
  onCall: (report: CallReport) => void;
}

/** CloudTrail's own limit. */
const pageSize = 50;
/** How often a call is repeated that got no answer, and after how many milliseconds. */
const patience = [250, 1000];

/**
 * Reads one page, paced. Being throttled is waited out until the signal ends it, a lost call is repeated twice,
 * expired credentials are renewed once. Throws SearchStopped where that does not help, the signal's reason where it
 * aborts, and InvalidToken where the token is no longer good.
 */
export async function readPage(how: LookupEvents, request: PageRequest, signal: AbortSignal): Promise<Page> {
  let lost = 0;
  let renewed = false;
  for (;;) {
    try {
      return await callOnce(how, request, signal);
    } catch (error) {
      signal.throwIfAborted();
      const failure = readFailure(error);
      if (failure === null) throw error;
      const { kind, assuming } = failure;
      if (kind === 'bad-token' && request.token !== null) throw new InvalidToken({ cause: error });
      if (kind === 'throttled' && !assuming) continue;
      const wait = patience[lost];
      if (kind === 'unreachable' && !assuming && wait !== undefined) {
        lost += 1;
        await sleep(wait, undefined, { signal });
        continue;
      }
      if ((kind === 'expired' || kind === 'badly-signed') && !assuming && !renewed) {
        renewed = true;
        await renewCredentials(how);
        continue;
      }
      throw new SearchStopped(missOf(failure, how.place), { cause: error });
    }
  }
}

async function callOnce(how: LookupEvents, request: PageRequest, signal: AbortSignal): Promise<Page> {
  const { lookup, start, end, token, whole } = request;
  const command = new LookupEventsCommand({
    StartTime: new Date(start * 1000),
    EndTime: new Date(end * 1000),
    MaxResults: pageSize,
    ...(lookup === null
      ? {}
      : { LookupAttributes: [{ AttributeKey: lookup.attribute, AttributeValue: lookup.value }] }),
    ...(token === null ? {} : { NextToken: token }),
  });
  const body = takeBody(command);
  pace(command, how, signal);
  const answer = await how.client.send(command, { abortSignal: signal });
  const { Events, NextToken } = body() ?? answer;
  return { events: readEvents(Array.isArray(Events) ? Events : [], request, { whole }), token: asText(NextToken) };
}

/** Makes the command wait for its turn: after its credentials are there, before it is signed and sent. */
function pace(command: LookupEventsCommand, how: LookupEvents, signal: AbortSignal): void {
  command.middlewareStack.addRelativeTo(
    <Args, Answer>(next: (args: Args) => Promise<Answer>) =>
      async (args: Args) => {
        const permit = await how.pacer.acquire({ signal, priority: how.priority });
        const sentAt = performance.now();
        const report = (outcome: CallReport['outcome']) =>
          how.onCall({ region: how.place.region, outcome, ms: performance.now() - sentAt });
        try {
          const answer = await next(args);
          permit.answered();
          report('ok');
          return answer;
        } catch (error) {
          const failure = readFailure(error);
          settle(permit, failure);
          report(signal.aborted ? 'aborted' : (failure?.kind ?? 'refused'));
          throw failure === null ? error : new CallFailed(failure, { cause: error });
        }
      },
    { name: 'trailPacer', relation: 'before', toMiddleware: 'httpSigningMiddleware' },
  );
}

function settle(permit: Permit, failure: AwsFailure | null): void {
  if (failure === null || failure.kind === 'unreachable') permit.lost();
  else if (failure.kind === 'throttled') permit.throttled();
  else permit.answered();
}

async function renewCredentials({ client, place }: LookupEvents): Promise<void> {
  try {
    await client.config.credentials({ forceRefresh: true });
  } catch (error) {
    const failure = readFailure(error);
    if (failure === null) throw error;
    throw new SearchStopped(missOf(failure, place), { cause: error });
  }
}

/**
 * Makes a command take its answer as the JSON it came as: the SDK would copy every event field by field first, which
 * takes as long as parsing all of them. Refusals, and what is no JSON object, are left to the SDK. Returns what was
 * taken, once the command is sent; null where that was nothing.
 */
export function takeBody({ middlewareStack }: LookupEventsCommand): () => JsonObject | null {
  let taken: JsonObject | null = null;
  middlewareStack.addRelativeTo(
    <Args, Result extends { response?: unknown }>(next: (args: Args) => Promise<Result>) =>
      async (args: Args) => {
        const result = await next(args);
        const { response } = result;
        if (!isAnswer(response)) return result;
        const bytes = await readAll(response.body);
        taken = parse(bytes);
        return { ...result, response: Object.assign(response, { body: taken === null ? bytes : nothing }) };
      },
    { name: 'trailAnswerBody', relation: 'after', toMiddleware: 'deserializerMiddleware' },
  );
  return () => taken;
}

const nothing = new Uint8Array(0);

function isAnswer(response: unknown): response is { body: Readable } {
  if (typeof response !== 'object' || response === null) return false;
  return Reflect.get(response, 'statusCode') === 200 && Reflect.get(response, 'body') instanceof Readable;
}

/** What a connection that ends in the middle of an answer comes down to, whatever the stream calls it. */
const broken: AwsFailure = { kind: 'unreachable', code: 'ECONNRESET', assuming: false };

function readAll(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    body.on('data', (chunk) => chunks.push(chunk));
    body.on('error', (cause) => reject(new CallFailed(readFailure(cause) ?? broken, { cause })));
    body.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

function parse(bytes: Buffer): JsonObject | null {
  try {
    return asObject(JSON.parse(bytes.toString()));
  } catch {
    return null;
  }
}

/**
 * Reads a page's events, newest first. An event whose record does not say when within the span it happened, though
 * CloudTrail found it there, is placed by the time CloudTrail gives beside the record, else by the event before it:
 * no event is lost, and none misleads the search about how far it has got.
 */
export function readEvents(given: readonly unknown[], span: Span, { whole }: { whole: boolean }): TrailEvent[] {
  let before = span.end * 1000;
  return given.map((item) => {
    const record = asObject(item) ?? {};
    const event = readLookupEvent(record, { whole });
    if (!isWithin(event, span)) {
      const beside = readTime(record.EventTime) ?? Number.NaN;
      event.time = isWithin({ time: beside }, span) ? beside : before;
    }
    before = event.time;
    return event;
  });
}
