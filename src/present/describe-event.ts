import type { TrailEvent } from '../trail/event.ts';
import { shortenKey } from '../trail/shorten-key.ts';
import type { AccountNames } from './account-names.ts';
import { principalParts } from './describe-principal.ts';
import { nothing, plain } from './text.ts';

/** One event in words that are safe to show, the same in Slack and in a terminal. */
interface EventWords {
  name: string;
  /** The name first. */
  principal: [string, ...string[]];
  region: string;
  address: string;
  /** The shortened access key, and the account where several were searched. */
  more: string[];
  /** `denied: AccessDenied, User is not authorized…`; null where the call worked. */
  failure: { outcome: string; why: string } | null;
}

export function describeEvent(event: TrailEvent, accounts: AccountNames): EventWords {
  const { principal } = event;
  const besides = accounts.beside(event.account);
  return {
    name: plain(event.name, 64),
    principal: principalParts(principal, event.account === principal.account ? home : accounts),
    region: plain(event.region, 25),
    address: plain(event.address, 45),
    more: [
      principal.accessKey === null ? null : plain(shortenKey(principal.accessKey), 20),
      besides === null ? null : `in ${plain(besides, 40)}`,
      event.understood ? null : 'read only in part',
    ].filter((part) => part !== null),
    failure: failureOf(event),
  };
}

/** Who calls in an account of their own needs no account beside the name. */
const home = { beside: () => null };

function failureOf({ outcome, error }: TrailEvent): EventWords['failure'] {
  if (outcome === 'ok') return null;
  const facts = [error?.code, error?.message].filter((fact) => typeof fact === 'string' && fact !== '');
  const why = facts.length === 0 ? nothing : plain(facts.join(', '), 200);
  return { outcome: outcome === 'denied' ? 'denied' : 'failed', why };
}
