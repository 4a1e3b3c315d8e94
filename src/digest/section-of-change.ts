import { changesMadeBy } from '../catalogue/find-changes.ts';
import { isService } from '../trail/principal-kind.ts';
import type { Tally } from '../trail/tally.ts';
import { type ChangeSection, changeSections } from './sections.ts';

/** The section of changes that calls belong to; null: none. */
export function sectionOfChange({
  event,
  source,
  readOnly,
  principal,
}: Pick<Tally, 'event' | 'source' | 'readOnly' | 'principal'>): ChangeSection | null {
  if (readOnly) return null;
  // EBS, RDS and the like take and give back grants by the thousand, for whoever uses them.
  if (event === 'CreateGrant' && isService(principal)) return null;
  const made = changesMadeBy(event, source);
  return changeSections.find((section) => made.some(({ part }) => part === section)) ?? null;
}

/** Whether such a call is worth a look whoever makes it. */
export function isGrave({ event, source }: Pick<Tally, 'event' | 'source'>): boolean {
  return changesMadeBy(event, source).some(({ grave }) => grave === true);
}
