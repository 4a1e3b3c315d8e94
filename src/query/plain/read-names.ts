import { singular } from '../names/event-index.ts';
import { findEvent } from '../names/resolve-event.ts';
import { isArn, readAddress, readEventId, readKey } from '../read-values.ts';
import { looksLikeRegion } from '../regions.ts';
import type { Tag } from './meaning.ts';
import { kindOfName, nouns, nounWords } from './nouns.ts';
import { serviceNames } from './services.ts';

/** What the looks of a value tell of it. */
type NameKind = 'event' | 'key' | 'address' | 'event-id' | 'name';

export function kindOfValue({ text, meaning }: Tag): NameKind {
  return meaning.is === 'value' ? kindByLooks(text) : 'name';
}

function kindByLooks(text: string): NameKind {
  if (/^a[ks]ia/i.test(text) && readKey(text).ok) return 'key';
  if (/^[0-9a-f:.]+(?:\/\d+)?$/i.test(text) && readAddress(text).ok) return 'address';
  if (text.length === 36 && readEventId(text).ok) return 'event-id';
  return isEvent(text) ? 'event' : 'name';
}

/** Whether a name can be told from any other by its looks alone, and holds no slash: `DeleteBucket`, `us-east-1`, `i-0abc`. */
export function showsItsKind(name: string): boolean {
  if (isArn(name)) return false;
  return (
    kindByLooks(name) !== 'name' || looksLikeRegion(name.toLowerCase()) || isEmail(name) || kindOfName(name) !== null
  );
}

/** Whether a name is an e-mail address by its looks, and so somebody’s. */
export function isEmail(name: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(name);
}

/** `DeleteBucket`, `s3:DeleteBucket`: known, and written as events are, so that a bucket named `query` is none. */
function isEvent(text: string): boolean {
  return /^(?:[a-z0-9.-]+:)?[A-Z][a-z]+[A-Z]\w+$|^[a-z0-9-]+:[A-Za-z]+$/.test(text) && findEvent(text) !== null;
}

/** A name with the words beside it that tell what it names: `the bucket audit-logs`, `the ci role`. */
export interface Named {
  name: string | null;
  value: NameKind;
  /** In the singular. */
  kinds: string[];
  /** A service named beside it, by what it is called. */
  service: string | null;
  /** All but the extra. */
  tags: readonly Tag[];
  /** What is neither the name nor a kind. */
  extra: string[];
}

/**
 * Tells the name from the words that say what it is. A value surely is the name; of plain words the one that
 * is no kind of thing. `mayBeKind`: by itself a kind may be a name, too, as in `by lambda`.
 */
export function readNamed(tags: readonly Tag[], mayBeKind = false): Named {
  const values = tags.filter(({ meaning }) => meaning.is === 'value');
  const words = tags.filter(({ meaning }) => meaning.is !== 'value');
  const plain = words.filter(({ low }) => !isKind(low));
  const lone =
    mayBeKind && tags.length === 1
      ? words.filter(({ low }) => !personKinds.has(singular(low)) && !valueKinds.has(singular(low)))
      : [];
  const [first, ...others] = values.length > 0 ? [...values, ...plain] : plain.length > 0 ? plain : lone;
  const beside = words.filter((tag) => tag !== first && !others.includes(tag));
  return {
    name: first?.text ?? null,
    value: first === undefined ? 'name' : kindOfValue(first),
    kinds: beside.filter(({ low }) => !serviceNames.has(low) || nounWords.has(low)).map(({ low }) => singular(low)),
    service: beside.find(({ low }) => serviceNames.has(low))?.low ?? null,
    tags: tags.filter((tag) => !others.includes(tag)),
    extra: others.map(({ text }) => text),
  };
}

const personKinds = new Set(['user', 'role', 'session', 'person', 'principal', 'identity', 'account', 'employee']);
const valueKinds = new Set([
  'key',
  'access key',
  'access',
  'ip',
  'ips',
  'address',
  'cidr',
  'range',
  'event',
  'id',
  'resource',
  'name',
  'call',
]);

export function isPersonKind(kind: string): boolean {
  return personKinds.has(kind);
}

export function isValueKind(kind: string): boolean {
  return valueKinds.has(kind);
}

/** Whether a word tells what something is rather than naming it. */
export function isKind(low: string): boolean {
  const one = singular(low);
  return nouns.has(one) || nounWords.has(one) || personKinds.has(one) || valueKinds.has(one) || serviceNames.has(low);
}
