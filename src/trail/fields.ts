import {
  hasLongRun,
  isIdentifyingKey,
  isSecretKey,
  isSecretLabel,
  maskAssignments,
  masked,
  maskShapes,
} from './secret-shapes.ts';

/** A JSON object whose fields may be anything: real records lack or misuse every one of them. */
export type JsonObject = { readonly [key: string]: unknown };

/** The value as an object, arrays aside; null for anything else. */
export function asObject(value: unknown): JsonObject | null {
  return isObject(value) ? value : null;
}

/** The text, or null where there is none or an empty one: CloudTrail writes both for "nothing". */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A boolean, however written: CloudTrail uses true, "true" and "True" for the same. */
export function asFlag(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'True') return true;
  if (value === 'false' || value === 'False') return false;
  return null;
}

/** The value, or what its text holds where it is JSON in a string, as Athena and some services deliver it. */
export function unpacked(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const first = value.charCodeAt(0);
  if (first !== openBrace && first !== openBracket) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const openBrace = 0x7b;
const openBracket = 0x5b;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Remembers texts that come again and again, and gives back the one first seen: one copy serves all events, and what
 * was found out about it need not be found out anew. Memory is bounded: when as many are known as may be, those not
 * met since the last such time are forgotten.
 */
export class RecurringTexts {
  readonly #maxTexts: number;
  #recent = new Map<string, string>();
  #before = new Map<string, string>();

  /** @param maxTexts how many to remember, and as many again from before */
  constructor(maxTexts: number) {
    this.#maxTexts = maxTexts;
  }

  find(text: string): string | undefined {
    const found = this.#recent.get(text);
    if (found !== undefined) return found;
    const older = this.#before.get(text);
    if (older !== undefined) this.add(older);
    return older;
  }

  add(text: string): void {
    if (this.#recent.size >= this.#maxTexts) {
      this.#before = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(text, text);
  }
}

/** Longer than any name or ARN that AWS allows to matter; what is cut ends in an ellipsis. */
const longestText = 1024;

/**
 * Texts in which nothing was to be masked: the names, ARNs and addresses of a trail recur by the thousand. All events
 * that hold such a text hold the same copy, and that is what keeps many events small in memory.
 */
const harmlessTexts = new RecurringTexts(10_000);
/** Texts longer than this seldom recur. */
const longestRecurring = 256;

/** Text from a record, fit to be kept: its secrets masked, then cut. In that order, as half a secret has no shape. */
export function cleanText(text: string, longest: number = longestText): string {
  if (text.length > longestRecurring || longest < longestRecurring) return clean(text, longest);
  const known = harmlessTexts.find(text);
  if (known !== undefined) return known;
  const safe = clean(text, longest);
  if (safe === text) harmlessTexts.add(text);
  return safe;
}

/** Cleans the texts of one field of many records: of those that follow each other with the same text only the first is looked up. */
export function fieldCleaner(): (text: string) => string {
  let last = '';
  return (text) => {
    if (text === last) return last;
    const safe = cleanText(text);
    if (safe === text) last = safe;
    return safe;
  };
}

function clean(text: string, longest: number): string {
  const safe = maskText(text);
  return safe.length <= longest ? safe : cut(safe, longest);
}

/** Never splits a surrogate pair: half of one can't be encoded. */
function cut(text: string, longest: number): string {
  const last = text.charCodeAt(longest - 2);
  const splits = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splits ? longest - 2 : longest - 1)}…`;
}

/** Records nest less than 20 deep. The bound keeps hostile ones from exhausting the stack, here and in who prints them. */
const deepest = 100;
const tooDeep = '[nested too deeply to show]';

/** Words that can be no secret, though they stand under the key of one. */
const harmless =
  /^(?:true|false|yes|no|none|null|success|failure|required|optional|\**|HIDDEN_DUE_TO_SECURITY_REASONS)$/i;
/** Names of things, which open nothing: API Gateway's `credentials` is a role's ARN. */
const arn = /^arn:[\w-]*:[\w-]*:[\w-]*:\d*:/;

/** How JSON begins. Many user agents begin with a bracket too, and parsing in vain is dear. */
const json = /^\s*(?:\{\s*["}]|\[\s*[[{"\d\]-]|"\s*[\\{[])/;

/**
 * The text without its secrets: session tokens, passwords, keys, signatures, also where they stand in JSON.
 * Linear in the length of the text; masking twice changes nothing more.
 */
export function maskText(text: string): string {
  return maskTextAt(text, 0);
}

/**
 * A JSON value without its secrets, or the value itself where it has none: everything under a key that names one, at any depth, JSON inside strings
 * included, and whatever is a secret by its shape. Structure, access key IDs and expiry times stay.
 */
export function mask(value: unknown): unknown {
  return maskAt(value, 0, false);
}

function maskTextAt(text: string, depth: number): string {
  if (!isSuspicious(text) || cleared.has(text)) return text;
  const safe = maskJsonText(text, depth) ?? maskAssignments(maskShapes(text));
  if (safe === text) clear(text);
  return safe;
}

/**
 * Suspicious texts that turned out to hold no secret: the ARNs and user agents of a trail recur by the thousand.
 * A text with a secret is never kept. Short texts only, and few of them, so that memory stays flat.
 */
const cleared = new Set<string>();
const maxCleared = 2000;

function clear(text: string): void {
  if (text.length > 512) return;
  if (cleared.size >= maxCleared) cleared.clear();
  cleared.add(text);
}

function maskAt(value: unknown, depth: number, secret: boolean): unknown {
  if (typeof value === 'string') return secret ? maskSecret(value, depth) : maskTextAt(value, depth);
  if (typeof value === 'number' || typeof value === 'bigint') return secret ? masked : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return tooDeep;
  if (Array.isArray(value)) return maskItems(value, depth, secret);
  return maskFields(value, depth, secret);
}

function maskItems(items: readonly unknown[], depth: number, secret: boolean): unknown {
  const safe = items.map((item) => maskAt(item, depth + 1, secret));
  return safe.some((item, index) => item !== items[index]) ? safe : items;
}

/** Object.fromEntries defines its keys, so that one called __proto__ is a key like any other. */
function maskFields(fields: object, depth: number, secret: boolean): unknown {
  const entries = Object.entries(fields);
  const labelled = entries.some(([key, value]) => isLabel(key) && typeof value === 'string' && isSecretLabel(value));
  const safe = entries.map(([key, value]): [string, unknown] => {
    const hide = secret ? !isIdentifyingKey(key) : isSecretKey(key) || (labelled && /value$/i.test(key));
    return [maskTextAt(key, depth), maskAt(value, depth + 1, hide)];
  });
  const changed = safe.some(([key, value], index) => key !== entries[index]?.[0] || value !== entries[index]?.[1]);
  return changed ? Object.fromEntries(safe) : fields;
}

/** The first half of `{name: "DB_PASSWORD", value: "…"}` in the spellings services use. */
function isLabel(key: string): boolean {
  return /^(?:parameter|variable)?_?(?:name|key)$/i.test(key);
}

function maskSecret(text: string, depth: number): string {
  if (harmless.test(text)) return text;
  return arn.test(text) ? maskTextAt(text, depth) : masked;
}

/** JSON in a string, masked as JSON and written back; null where the text is no JSON object or array. */
function maskJsonText(text: string, depth: number): string | null {
  if (!json.test(text)) return null;
  if (depth >= deepest) return tooDeep;
  const parsed = parse(text);
  if (parsed === null) return null;
  const safe = maskAt(parsed.value, depth + 1, false);
  return safe === parsed.value ? text : JSON.stringify(safe);
}

function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** Words and beginnings that go with secrets. */
const telling =
  /secret|passw|token|credential|private.?key|authorization|signature|api.?key|userdata|environment|connectionstring|eyJ|xox|xapp-|hooks\.slack|-----BEGIN|bearer |basic /i;

/**
 * Whether a text may hold a secret. Nearly all text of nearly all records holds none, so this test is what masking
 * costs: three quick looks measured five times faster than one regular expression for all.
 */
function isSuspicious(text: string): boolean {
  return telling.test(text) || hasLongRun(text) || text.includes('://');
}
