import type { Found } from '../plan/found.ts';
import type { Answer, Group, Section } from '../present/answer.ts';
import { sayPrincipal } from '../present/say-principal.ts';
import { totalsOf } from '../present/totals.ts';
import type { Query } from '../query/query.ts';
import type { Link } from '../trail/chain.ts';
import type { Question } from './question.ts';

/** The answer to a question from what was found so far. Pure, and the same for partial answers as for the final one. */
export function conclude(question: Question, query: Query, found: Found): Answer {
  const {
    headline,
    groups,
    sections = [],
    record = null,
    total = totalsOf(found.tallies).calls,
  } = question.summarise(query, found);
  const traced = groups.map((group) => ({ ...group, sessionIssuer: issuerOf(group, found) }));
  return {
    question: query.question,
    asked: query.asked,
    headline,
    window: found.window,
    total,
    groups: traced,
    events: found.latest.filter(({ time }) => time >= found.window.start).slice(0, query.limit),
    ...timelineOf(found, total),
    chain: found.chains?.[0]?.links ?? null,
    record,
    sections: [...sections, ...issuersSection(traced)],
    hidden: found.hidden,
    partiallyRead: found.partiallyRead,
    coverage: found.coverage,
    final: found.final,
    done: found.done,
  };
}

/** Only where it tells of the same calls as the total does. */
function timelineOf({ timeline, window }: Found, total: number): Pick<Answer, 'timeline'> {
  const slots = (timeline ?? []).filter(({ start }) => start + hour >= window.start);
  const calls = slots.reduce((sum, slot) => sum + slot.calls, 0);
  return calls === 0 || calls !== total ? {} : { timeline: slots };
}

/** The widest slot. */
const hour = 3_600_000;

/** Who started the role sessions that were told, a line each. */
function issuersSection(groups: readonly Group[]): Section[] {
  const lines = groups.flatMap(({ principal, sessionIssuer: issuer }) => {
    if (principal === null || issuer === null) return [];
    const started = `${sayPrincipal(principal)} was started by ${sayPrincipal(issuer.principal)}`;
    return [[issuer.event === null ? started : `${started}, event ${issuer.event.id} (${issuer.confidence})`]];
  });
  return lines.length > 0 ? [{ title: 'Behind the sessions', lines }] : [];
}

function issuerOf({ principal, sessions }: Group, { sessionIssuers }: Found): Link | null {
  if (principal?.arn == null || sessions > 0) return null;
  return sessionIssuers.get(principal.arn) ?? null;
}
