import type { AccountNames } from './account-names.ts';
import type { Answer, Group, Phrase } from './answer.ts';
import { describePrincipal } from './describe-principal.ts';
import { firstFew } from './listed.ts';
import { plain } from './text.ts';
import { counted, figure } from './words.ts';

/** One column of what an answer adds up to, the same in Slack and in a terminal. */
export interface GroupColumn {
  title: string;
  align: 'left' | 'right';
  /** Whether long content breaks into lines rather than being hidden behind the column's edge. */
  wrap: boolean;
  read: (group: Group) => Phrase;
}

/** Groups of an event's calls have no principal of their own; those of a principal always have. */
const areEvents = ({ groups }: Answer) => groups.every(({ principal }) => principal === null);

/** The columns that say something about these groups: one that would say the same in every row is left out. */
export function groupColumns(answer: Answer, accounts: AccountNames): GroupColumn[] {
  const principals = new Set(answer.groups.map(({ principal }) => `${principal?.role}/${principal?.name}`));
  const events = new Set(answer.groups.flatMap((group) => group.events));
  const key = areEvents(answer)
    ? [column('Event', eventOf), ...(principals.size > 1 ? [column('Principal', principalOf(accounts))] : [])]
    : [column('Principal', principalOf(accounts)), ...(events.size > 1 ? [column('Events', eventsOf)] : [])];
  return [...key, ...figures];
}

/** `and 475 more principals with 1,234 calls`, or null where all are shown. */
export function leftOut(answer: Answer, rows: number): string | null {
  const rest = answer.groups.slice(rows);
  if (rest.length === 0) return null;
  const calls = rest.reduce((sum, { count }) => sum + count, 0);
  return `and ${countGroups(answer, rest.length)} with ${counted(calls, 'call')}`;
}

/** What the rows are called: `475 more principals`. */
function countGroups(answer: Answer, groups: number): string {
  return areEvents(answer) ? counted(groups, 'more event') : counted(groups, 'more principal');
}

const column = (title: string, read: (group: Group) => Phrase): GroupColumn => ({
  title,
  align: 'left',
  wrap: true,
  read,
});

const figures: readonly GroupColumn[] = [
  { title: 'Calls', align: 'right', wrap: false, read: ({ count }) => [figure(count)] },
  { title: 'Errors', align: 'right', wrap: false, read: ({ errors }) => [figure(errors)] },
  { title: 'First', align: 'left', wrap: false, read: ({ first }) => [{ time: first }] },
  { title: 'Last', align: 'left', wrap: false, read: ({ last }) => [{ time: last }] },
  { title: 'Addresses', align: 'left', wrap: true, read: ({ addresses }) => [names(addresses, 45)] },
  { title: 'Regions', align: 'left', wrap: true, read: ({ regions }) => [names(regions, 25)] },
];

const eventOf = ({ key }: Group): Phrase => [plain(key, 64)];
const eventsOf = ({ events }: Group): Phrase => [names(events, 64)];
const principalOf =
  (accounts: AccountNames) =>
  ({ key, principal, sessions }: Group): Phrase => [
    principal === null ? plain(key, 64) : describePrincipal(principal, accounts, sessions),
  ];

/** Some calls have no address, and some no Region. */
function names(given: readonly string[], longest: number): string {
  const known = given.filter((name) => name !== '');
  return firstFew((known.length > 0 ? known : ['']).map((name) => plain(name, longest)));
}
