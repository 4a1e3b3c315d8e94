import { relative } from 'node:path';
import type { Note } from '../../plan/coverage.ts';
import type { Elsewhere } from './layout.ts';
import type { Listing, PassedOver } from './list-folders.ts';

/** What was passed over in a listing, and why. */
export function notesOn(
  { withoutCalls, elsewhere }: Pick<Listing, 'withoutCalls' | 'elsewhere'>,
  root: string,
): Note[] {
  const notes: Note[] = [];
  if (withoutCalls.length > 0) {
    const kinds = withoutCalls.map((one) => sayPassedOver(one, root));
    notes.push(`Not read, as they hold no calls: ${kinds.join('; ')}.`);
  }
  if (elsewhere.size > 0) {
    const parts = others.flatMap(([of, says]) => {
      const folders = elsewhere.get(of) ?? 0;
      return folders === 0 ? [] : [`${counted(folders, 'folder')} of ${says}`];
    });
    notes.push(`Not read, as their paths say what they hold: ${parts.join(', ')}.`);
  }
  return notes;
}

const others: readonly (readonly [Elsewhere, string])[] = [
  ['account', 'other accounts'],
  ['Region', 'other Regions'],
  ['time', 'other times'],
];

/** `logs of other services (2 folders: AWSLogs/111122223333/Config, AWSLogs/111122223333/elasticloadbalancing)` */
function sayPassedOver({ kind, folders, files, such }: PassedOver, root: string): string {
  const counts = [...(folders > 0 ? [counted(folders, 'folder')] : []), ...(files > 0 ? [counted(files, 'file')] : [])];
  const as = folders + files > such.length ? ', such as' : ':';
  return `${kind.says} (${counts.join(' and ')}${as} ${such.map((path) => tail(relative(root, path))).join(', ')})`;
}

/** The end of a path is its telling part. */
function tail(path: string): string {
  const letters = [...path];
  return letters.length > 60 ? `…${letters.slice(-59).join('')}` : path;
}

const counted = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
