import { principalKey } from '../../questions/conclude.ts';
import { type Followed, sayFollowed } from '../../questions/say-aftermaths.ts';
import type { Tally } from '../../trail/tally.ts';
import type { DigestLine } from '../content.ts';
import { byFilter, eventFilter, inAccounts, lineCommand } from '../line-command.ts';
import { isGrave, sectionOfChange } from '../section-of-change.ts';
import type { ChangeSection } from '../sections.ts';
import { accountsOf, type LineInput, sayLast, sayTimes, type Tell, type Together, together } from './line-input.ts';

/** How much a change is worth a look: one that is grave in itself, else one that is new for whoever made it. */
const weights = {
  trail: { grave: 100, new: 80 },
  detection: { grave: 95, new: 70 },
  exposure: { grave: 85, new: 62 },
  identity: { grave: 85, new: 50 },
  network: { grave: 85, new: 46 },
} as const satisfies Record<ChangeSection, { grave: number; new: number }>;

/** Changes to identity, network, the trail itself, data exposure and detection: each event, by each principal. */
export const tellChanges: Tell = (input) =>
  together(
    input.tallies.filter((tally) => sectionOfChange(tally) !== null),
    keyOf,
  ).flatMap((change) => {
    const section = sectionOfChange(change.tallies[0]);
    return section === null ? [] : [tellChange(change, section, input)];
  });

const keyOf = (tally: Pick<Tally, 'event' | 'source' | 'readOnly' | 'principal'>) =>
  `${sectionOfChange(tally)}\t${principalKey(tally)}\t${tally.event}`;

function tellChange(change: Together, section: ChangeSection, { followed, scope, before }: LineInput): DigestLine {
  const { calls, newest } = change;
  const who = principalKey(newest);
  const accounts = accountsOf(change);
  return {
    section,
    text: [
      `${newest.event} by ${who}${sayTimes(calls)}${inAccounts(scope, accounts)}`,
      ...sayLast(change),
      ...sayFollowed(followed.filter(isOf(change)), calls),
    ],
    command: lineCommand('changes', scope, {
      filter: [...eventFilter(newest.event), ...byFilter(newest.principal)],
      accounts,
    }),
    weight: weightOf(section, newest, before.saw('changes', `${who}\t${newest.event}`)),
    late: scope.late,
  };
}

function isOf({ key }: Together): (followed: Followed) => boolean {
  return ({ event }) => keyOf({ ...event, event: event.name }) === key;
}

function weightOf(section: ChangeSection, change: Tally, usual: boolean | null): number {
  if (isGrave(change)) return weights[section].grave;
  return usual === true ? 0 : weights[section].new;
}
