import type { Chain } from '../trail/chain.ts';
import { sayPrincipal } from './say-principal.ts';

/**
 * `jdoe (IAM user) is behind session deploy of role admin`, without a full stop. `opens`: whether a sentence begins
 * with it; somebody's name stands as it is even there.
 */
export function sayChain({ links, broken }: Chain, opens: boolean): string {
  const origin = links[0]?.principal;
  const last = links.at(-1)?.principal;
  if (origin === undefined || last === undefined) return `${opens ? 'Nobody' : 'nobody'} is known to be behind it`;
  const what = `session ${last.name}${last.role === null ? '' : ` of role ${last.role}`}`;
  if (links.length === 1)
    return broken === null
      ? `${sayPrincipal(origin)} is behind it`
      : `${opens ? 'Who' : 'who'} is behind ${what} is not known`;
  const sure = links.every(({ confidence }) => confidence === null || confidence === 'key match');
  const is = broken === null ? (sure ? 'is' : 'is most likely') : 'is the furthest known';
  return `${sayPrincipal(origin)} ${is} behind ${what}`;
}
