import type { AccessRule, AskedBy } from '../access/decide.ts';

/** Somebody in Slack, in the channel they ask in. */
export interface SlackAsker extends AskedBy {
  kind: 'slack';
  team: string;
}

/** What comes by itself asks in the name of who set it up, in the channel it comes to. */
export interface ScheduleAsker extends AskedBy {
  kind: 'schedule';
  team: string;
  /** Rules beside those of `access`: what trail.yml sets up may ask what it says, for its rules are made by the same hands. */
  grants: readonly AccessRule[];
}

/** Who asks. Access rules bind all but `local`: who holds the terminal holds the credentials themselves. */
export type Asker = { kind: 'local' } | SlackAsker | ScheduleAsker;

/** Several digests share what is searched for them, and previews do: it bears nobody's name. */
export const digestSession = 'trail-digest';

/** How the STS session is named in which somebody's question is searched for. */
export function sessionNameOf(asker: Asker): string {
  switch (asker.kind) {
    case 'local':
      return 'trail-cli';
    case 'slack':
      return `trail-${asker.user}`;
    case 'schedule':
      return digestSession;
  }
}
