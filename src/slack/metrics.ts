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
