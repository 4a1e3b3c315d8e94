import { asObject, type JsonObject } from '../fields.ts';

/**
 * What stands under a dotted path, whether its parts are nested objects, a key with dots in it, or something between.
 * Undefined where nothing does.
 */
export function at(fields: JsonObject | null, path: string): unknown {
  if (fields === null) return undefined;
  if (Object.hasOwn(fields, path)) return fields[path];
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const head = path.slice(0, dot);
    const inner = Object.hasOwn(fields, head) ? asObject(fields[head]) : null;
    const found = inner === null ? undefined : at(inner, path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first of some dotted paths under which there is something, with lists of one value opened. */
export function firstAt(fields: JsonObject, ...paths: string[]): unknown {
  for (const path of paths) {
    const found = opened(at(fields, path));
    if (isGiven(found)) return found;
  }
  return undefined;
}

/** The one value of a list of one, as Elasticsearch returns fields; any other value as it is. */
export function opened(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/** Whether there is a value: exports write nothing in many ways. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
