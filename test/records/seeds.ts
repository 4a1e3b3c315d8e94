import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A CloudTrail record that AWS's documentation shows, and the page it stands in. */
export interface SeedRecord {
  page: string;
  record: Record<string, unknown>;
}

const folder = join(import.meta.dirname, '../../../shared/seeds');

/** Whether the pages are there; tests over them skip with a notice where they are not. */
export const haveSeeds = existsSync(folder);

/** The example records in the pages, in their order; empty where there are no pages. */
export function seedRecords(): SeedRecord[] {
  if (!haveSeeds) return [];
  const pages = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return pages.sort().flatMap((page) => {
    const text = readFileSync(join(folder, page), 'utf8');
    return objectsIn(text)
      .filter((record) => 'eventName' in record)
      .map((record) => ({ page, record }));
  });
}

/** Every JSON object that stands in a text by itself. */
function objectsIn(text: string): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  for (let from = text.indexOf('{'); from >= 0; from = text.indexOf('{', from + 1)) {
    const end = endOfObject(text, from);
    const parsed = end === null ? null : parse(text.slice(from, end));
    if (parsed === null || end === null) continue;
    found.push(parsed);
    from = end - 1;
  }
  return found;
}

/** Where the braces that open here are closed again; braces inside strings don't count. */
function endOfObject(text: string, from: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted && letter === '\\') at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === '{') depth += 1;
    else if (!quoted && letter === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return null;
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
