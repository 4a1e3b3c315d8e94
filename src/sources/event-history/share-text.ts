import type { Principal, TrailEvent } from '../../trail/event.ts';

/** Texts beyond this many push out all that are known: a fresh start costs less than keeping order among them. */
const most = 50_000;
const known = new Map<string, string>();

/** The event with each text that others have, too, in their own copy: what is remembered of many events is mostly the same. */
export function shareText(event: TrailEvent): TrailEvent {
  return {
    ...event,
    name: shared(event.name),
    source: shared(event.source),
    region: shared(event.region),
    account: shared(event.account),
    address: shared(event.address),
    userAgent: shared(event.userAgent),
    eventType: shared(event.eventType),
    principal: sharePrincipal(event.principal),
  };
}

function sharePrincipal(principal: Principal): Principal {
  return {
    ...principal,
    type: shared(principal.type),
    name: shared(principal.name),
    role: sharedOrNull(principal.role),
    arn: sharedOrNull(principal.arn),
    account: sharedOrNull(principal.account),
    id: sharedOrNull(principal.id),
    accessKey: sharedOrNull(principal.accessKey),
    invokedBy: sharedOrNull(principal.invokedBy),
  };
}

const sharedOrNull = (text: string | null) => (text === null ? null : shared(text));

function shared(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= most) known.clear();
  known.set(text, text);
  return text;
}
