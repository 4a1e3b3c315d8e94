import { type Logger as LibraryLog, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What is counted, in the product's words; no label ever holds what somebody typed. */
export interface Metrics {
  /** A question is being answered; `answered` ends it. */
  began(): void;
  /** A question was answered: its name, how it ended, and after how many seconds. */
  answered(question: string, outcome: string, seconds: number): void;
  /** One call to AWS, by how it ended: `ok`, `throttled`, `access-denied`… */
  looked(outcome: string): void;
  /** A signed request was acknowledged after so many seconds. */
  acknowledged(seconds: number): void;
  /** A request was refused at the edge, and why. */
  refused(reason: string): void;
  /** A final answer reached its asker: whole, as text, rescued, or lost. */
  delivered(how: string): void;
  /** Prometheus text. */
  text(): Promise<string>;
  contentType: string;
}

/** Metrics in a registry of their own, so that two of them can live in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const questions = new Counter({
    name: 'trail_questions_total',
    help: 'Questions answered, by question and outcome',
    labelNames: ['question', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'trail_answer_seconds',
    help: 'From the acknowledgement to the final answer',
    labelNames: ['question'],
    buckets: [0.1, 0.5, 1, 2, 5, 10, 20, 60, 300],
    registers,
  });
  const lookups = new Counter({
    name: 'trail_lookups_total',
    help: 'Calls to AWS, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const ack = new Histogram({
    name: 'trail_ack_seconds',
    help: 'From a request’s last byte to its acknowledgement',
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.3, 1, 3],
    registers,
  });
  const refusals = new Counter({
    name: 'trail_refused_requests_total',
    help: 'Requests refused at the edge, by reason',
    labelNames: ['reason'],
    registers,
  });
  const deliveries = new Counter({
    name: 'trail_deliveries_total',
    help: 'Final answers, by how they reached their asker',
    labelNames: ['how'],
    registers,
  });
  const running = new Gauge({ name: 'trail_running_answers', help: 'Questions being answered now', registers });

  return {
    began: () => running.inc(),
    answered(question, outcome, took) {
      running.dec();
      questions.inc({ question, outcome });
      seconds.observe({ question }, took);
    },
    looked: (outcome) => lookups.inc({ outcome }),
    acknowledged: (took) => ack.observe(took),
    refused: (reason) => refusals.inc({ reason }),
    delivered: (how) => deliveries.inc({ how }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

export type { LibraryLog };

/** What Slack's libraries log, as fields of one static message. Their debug lines hold raw payloads and are left out. */
export function libraryLog(log: Logger): LibraryLog {
  const detail = (given: unknown[]) => ({ detail: scrub(given.map(textOf).join(' ')).slice(0, 500) });
  return {
    debug() {},
    info: (...given) => log.debug(detail(given), 'Slack library'),
    warn: (...given) => log.warn(detail(given), 'Slack library'),
    error: (...given) => log.error(detail(given), 'Slack library'),
    getLevel: () => LogLevel.INFO,
    setLevel() {},
    setName() {},
  };
}

/** An error as fields for the log, without tokens and response URLs. */
export function errorFields(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  return { error: error.name, detail: scrub(error.message), stack: scrub(error.stack ?? '') };
}

/** Leaves out Slack's tokens and the URLs that are as good as one. */
function scrub(text: string): string {
  return text
    .replace(/\b(xox[a-z]|xapp)(-[\w-]+|\.[\w.-]+)/g, '$1-…')
    .replace(/\b(https?:\/\/hooks\.slack[\w.-]*)\/\S+/g, '$1/…')
    .replace(/([?&](?:ticket|token|app_id)=)[^&\s]+/g, '$1…');
}

function textOf(given: unknown): string {
  return given instanceof Error ? `${given.name}: ${given.message}` : String(given);
}
