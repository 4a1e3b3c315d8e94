import { openStore, type StatePlace } from '../state/open-store.ts';
import { type Finding, fine, noted, wrong } from './finding.ts';

/** `place`: null where its setting has a fault; `used`: whether anything would be kept there. */
export async function checkState({ place, used }: { place: StatePlace | null; used: boolean }): Promise<Finding> {
  if (place === null) return noted('State', 'Not opened, before its setting is right.');
  if (!used) return noted('State', 'Nothing is kept by the playground; once Slack is connected, in .trail here.');
  const opened = await openStore(place, { waits: [], lockWait: 1_000 });
  if (!opened.ok) return wrong('State', opened.fault.fault);
  await opened.value.close();
  return fine(
    'State',
    `The database ${place.kind === 'folder' ? `in ${place.folder}` : 'of DATABASE_URL'} opens and is up to date.`,
  );
}
