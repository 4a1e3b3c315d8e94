import { maskAssignments } from './secret-assignments.ts';
import { isIdentifyingKey, isSecretKey, isSecretLabel } from './secret-key.ts';
import { masked, maskShapes } from './secret-shapes.ts';
import { isSuspicious } from './suspicious-text.ts';

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
