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
