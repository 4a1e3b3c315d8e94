import type { Entry } from './zip-entries.ts';

const block = 512;
/** Names longer than a header holds stand in an entry of their own before it. */
const longName = 'L';
const extended = 'x';
const plainFiles = new Set(['0', '\0', '7', '']);

/** The files of a tar archive, as POSIX and GNU write them; what is neither file nor name is left out. */
export function tarEntries(file: Buffer): Entry[] {
  const entries: Entry[] = [];
  let name: string | null = null;
  for (let at = 0; at + block <= file.length; ) {
    const header = file.subarray(at, at + block);
    const size = sizeIn(header);
    if (header[0] === 0 || size === null) break;
    const start = at + block;
    const bytes = file.subarray(start, start + size);
    const kind = header.toString('latin1', 156, 157);
    if (kind === longName) name = textIn(bytes, 0, bytes.length);
    else if (kind === extended) name = extendedName(bytes) ?? name;
    else {
      if (plainFiles.has(kind)) entries.push(entryOf(name ?? nameIn(header), bytes, size));
      name = null;
    }
    at = start + Math.ceil(size / block) * block;
  }
  return entries;
}

function entryOf(name: string, bytes: Buffer, size: number): Entry {
  return { name, read: async () => ({ bytes, fault: bytes.length < size ? 'cut-short' : null }) };
}

function nameIn(header: Buffer): string {
  const prefix = header.toString('latin1', 257, 262) === 'ustar' ? textIn(header, 345, 500) : '';
  const name = textIn(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Digits to the base of eight, or bytes behind a set bit where they don't suffice. */
function sizeIn(header: Buffer): number | null {
  if (((header[124] ?? 0) & 0x80) !== 0) return Number(header.readBigUInt64BE(128));
  const size = Number.parseInt(header.toString('latin1', 124, 136).replaceAll('\0', ' ').trim() || '0', 8);
  return Number.isNaN(size) ? null : size;
}

/** `27 path=some/long/name\n` among other such lines. */
function extendedName(bytes: Buffer): string | null {
  return /(?:^|\n)\d+ path=([^\n]+)\n/.exec(bytes.toString('utf8'))?.[1] ?? null;
}

function textIn(bytes: Buffer, start: number, end: number): string {
  const zero = bytes.indexOf(0, start);
  return bytes.toString('utf8', start, zero < 0 ? end : Math.min(zero, end));
}
