import { singular } from '../names/event-index.ts';
import type { Tag } from './meaning.ts';
import { isKind, type Named, readNamed } from './read-names.ts';
import { serviceNames } from './services.ts';

/** The items of a list, and the words that would join something where nothing is to be joined. */
interface List {
  items: readonly (readonly Tag[])[];
  loose: readonly string[];
}

/** Parts words at commas and at `and`, `or`, `as well as`; words of which nothing is parted are one item. */
export function partList(tags: readonly Tag[]): List {
  if (!tags.some(parts)) return { items: tags.length === 0 ? [] : [tags], loose: none };
  const items: Tag[][] = [];
  const loose: string[] = [];
  let item: Tag[] = [];
  let joint: Tag | null = null;
  for (const tag of tags) {
    if (tag.meaning.is !== 'join') {
      if (item.length === 0 && joint !== null) joint = null;
      item.push(tag);
      if (!tag.comma) continue;
    } else {
      if (joint !== null || (item.length === 0 && items.length === 0)) loose.push(tag.text);
      joint = tag;
    }
    if (item.length > 0) items.push(item);
    item = [];
  }
  if (item.length > 0) items.push(item);
  if (joint !== null) loose.push(joint.text);
  return { items: apposed(items), loose };
}

const none: readonly string[] = [];
const parts = ({ meaning, comma }: Tag) => comma || meaning.is === 'join';

/** Whether another item of a list may follow this. */
export function isParted(tag: Tag | undefined): boolean {
  return tag !== undefined && parts(tag);
}

/** `the bucket, audit-logs` */
function apposed(items: readonly Tag[][]): Tag[][] {
  const joined: Tag[][] = [];
  let kinds: Tag[] = [];
  for (const [at, item] of items.entries()) {
    const next = items[at + 1];
    const isApposed = item.at(-1)?.comma === true && item.every(isNoun) && next?.every(isKindWord) === false;
    if (isApposed) kinds = [...kinds, ...item];
    else {
      joined.push([...kinds, ...item]);
      kinds = [];
    }
  }
  return joined;
}

const isNoun = (tag: Tag) => isKindWord(tag) && !serviceNames.has(tag.low);
const isKindWord = ({ meaning, low }: Tag) => meaning.is === 'word' && isKind(low);

/**
 * Reads each item of a list as a name. What is said of one is said of all: `the buckets a and b`, `the a and b roles`;
 * but in `the role a and b`, b may be anybody.
 */
export function readNamedList(items: readonly (readonly Tag[])[], mayBeKind = false): Named[] {
  const named = items.map((item) => readNamed(item, mayBeKind));
  if (named.length < 2) return named;
  const last = items.at(-1)?.at(-1);
  let before = last !== undefined && isPluralKind(last) ? (named.at(-1)?.kinds ?? []) : [];
  return named.map((one, at) => {
    if (one.name === null) return one;
    if (one.kinds.length > 0) {
      before = items[at]?.some(isPluralKind) ? one.kinds : one.kinds.flatMap(ofOthers);
      return one;
    }
    return { ...one, kinds: before };
  });
}

const isPluralKind = (tag: Tag) => isKindWord(tag) && singular(tag.low) !== tag.low;

/** What a kind, said of one, tells of the others of a list. */
function ofOthers(kind: string): string[] {
  if (kind === 'session') return [];
  return [kind === 'role' ? 'principal' : kind];
}
