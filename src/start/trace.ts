import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** An error's stack, its places those of the source. The bundle's maps are read only here, once something has failed. */
export function trace(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const maps = new Map<string, SourceMap | null>();
  return (error.stack ?? error.message).replace(/(file:\S+?):(\d+):(\d+)/g, (place, file, line, column) => {
    const map = maps.get(file) ?? readMap(file);
    maps.set(file, map);
    const source = map?.findEntry(Number(line) - 1, Number(column) - 1);
    if (source === undefined || !('originalSource' in source)) return place;
    const path = fileURLToPath(new URL(source.originalSource, file));
    return `${path}:${source.originalLine + 1}:${source.originalColumn + 1}`;
  });
}

function readMap(file: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(`${file}.map`), 'utf8')));
  } catch {
    return null;
  }
}
