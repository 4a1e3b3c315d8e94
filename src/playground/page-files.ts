import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';

interface PageFile {
  type: string;
  bytes: Buffer;
  /** Whether its name changes with what it holds. */
  lasting: boolean;
}

/** By path, `/` for the page itself. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Reads the built page into memory. Rejects where it was not built. */
export async function readPage(folder: URL): Promise<PageFiles> {
  const files = new Map<string, PageFile>();
  for (const name of await readdir(folder, { recursive: true })) {
    const path = name.replaceAll('\\', '/');
    const type = types[extname(path)];
    if (type === undefined) continue;
    const bytes = await readFile(new URL(path, folder));
    files.set(path === 'index.html' ? '/' : `/${path}`, { type, bytes, lasting: path.startsWith('assets/') });
  }
  if (!files.has('/')) throw new Error(`There is no index.html in ${folder.pathname}`);
  return files;
}
