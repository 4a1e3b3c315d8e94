import type { Phrase } from '../../present/answer.ts';
import { counted } from '../../present/text.ts';
import { principalKey } from '../../questions/conclude.ts';
import type { SeenKind } from '../../state/reading.ts';
import { isHuman } from '../../trail/principal-kind.ts';
import type { Tally } from '../../trail/tally.ts';
import type { DigestLine } from '../content.ts';
import { addressFilter, byFilter, eventFilter, inAccounts, lineCommand } from '../line-command.ts';
import { accountsOf, type LineInput, type Tell, type Together, together } from './line-input.ts';

/** Principals, events, Regions and addresses that the four weeks before did not have, as far as those are known. */
export const tellNovelties: Tell = (input) => [
  ...regions(input),
  ...principals(input),
  ...events(input),
  ...addresses(input),
];

/** The tallies of each value that was never seen; nothing where that can't be told. */
function unseen({ tallies, before }: LineInput, kind: SeenKind, told: (tally: Tally) => string): Together[] {
  return together(tallies, told).filter(({ key }) => key !== '' && before.saw(kind, key) === false);
}

function regions(input: LineInput): DigestLine[] {
  const { scope } = input;
  return unseen(input, 'regions', ({ region }) => region).map((found) => ({
    section: 'new',
    text: [
      `First calls in ${found.key}${inAccounts(scope, accountsOf(found))}: ${counted(found.calls, 'call')}`,
      ...byWhom(found),
    ],
    command: lineCommand('new', scope, { regions: [found.key], accounts: accountsOf(found) }),
    weight: 55,
    late: scope.late,
  }));
}

function principals(input: LineInput): DigestLine[] {
  const { scope } = input;
  return unseen(input, 'principals', principalKey).map((found) => {
    const by = byFilter(found.newest.principal);
    return {
      section: 'new',
      text: [
        `First seen: ${found.key}${inAccounts(scope, accountsOf(found))}, ${counted(found.calls, 'call')}, last ${found.newest.event} at `,
        { time: found.newest.last },
      ],
      command: lineCommand(by.length === 0 ? 'new' : 'what', scope, { filter: by, accounts: accountsOf(found) }),
      weight: isHuman(found.newest.principal) ? 48 : 42,
      late: scope.late,
    };
  });
}

function events(input: LineInput): DigestLine[] {
  const { scope } = input;
  const found = unseen(input, 'events', ({ event }) => event);
  const [first] = found;
  if (first === undefined) return [];
  const filter = found.length === 1 ? eventFilter(first.key) : [];
  const command =
    filter.length === 0
      ? lineCommand('new', scope)
      : lineCommand('who', scope, { filter, accounts: accountsOf(first) });
  return [named(input, 'event', 'events', found, command)];
}

function addresses(input: LineInput): DigestLine[] {
  const { scope } = input;
  const found = unseen(input, 'addresses', ({ address }) => address);
  const [first] = found;
  if (first === undefined) return [];
  const filter = found.length === 1 ? addressFilter(first.key) : [];
  const command =
    filter.length === 0 ? lineCommand('new', scope) : lineCommand('ip', scope, { filter, accounts: accountsOf(first) });
  return [named(input, 'address', 'addresses', found, command)];
}

const shown = 4;

/** `7 events never seen before: A (12), B (3), …` */
function named(
  { scope }: LineInput,
  one: string,
  many: string,
  found: readonly Together[],
  command: string,
): DigestLine {
  const names = found.slice(0, shown).map(({ key, calls }) => (calls === 1 ? key : `${key} (${calls})`));
  const rest = found.length > shown ? ` and ${found.length - shown} more` : '';
  return {
    section: 'new',
    text: [`${counted(found.length, one, many)} never seen before: ${names.join(', ')}${rest}`],
    command,
    weight: 0,
    late: scope.late,
  };
}

function byWhom({ tallies, newest }: Together): Phrase {
  const people = new Set(tallies.map(principalKey));
  const whose = people.size === 1 ? ` by ${principalKey(newest)}` : ` by ${counted(people.size, 'principal')}`;
  return [`${whose}, last ${newest.event} at `, { time: newest.last }];
}
