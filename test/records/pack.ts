import { deflateRawSync, gzipSync } from 'node:zlib';

/** A file in an archive; `flags` and `method` as zip has them. */
export interface Packed {
  name: string;
  content: Buffer | string;
  method?: number;
  flags?: number;
}

/** A zip archive; `wide` writes places and sizes as zip64 does. */
export function zipOf(files: Packed[], wide = false): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, method = 8, flags = 0 } of files) {
    const bytes = Buffer.from(content);
    const packed = method === 8 ? deflateRawSync(bytes) : bytes;
    const title = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(title.length, 26);
    locals.push(local, title, packed);
    const extra = wide ? wideSizes(bytes.length, packed.length, at) : Buffer.alloc(0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(wide ? 0xffffffff : packed.length, 20);
    // A lie: nobody is to believe it.
    entry.writeUInt32LE(wide ? 0xffffffff : 7, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(wide ? 0xffffffff : at, 42);
    directory.push(entry, title, extra);
    at += local.length + title.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(wide ? 0xffff : files.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(wide ? 0xffffffff : at, 16);
  return Buffer.concat([...locals, entries, ...(wide ? [wideEnd(files.length, at, at + entries.length)] : []), end]);
}

function wideSizes(size: number, packed: number, at: number): Buffer {
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  for (const [number, value] of [size, packed, at].entries()) extra.writeBigUInt64LE(BigInt(value), 4 + number * 8);
  return extra;
}

function wideEnd(count: number, start: number, at: number): Buffer {
  const end = Buffer.alloc(76);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(start), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(at), 64);
  return end;
}

/** A tar archive as GNU and POSIX write it. */
export function tarOf(files: Packed[]): Buffer {
  const blocks = files.flatMap(({ name, content }) => {
    const bytes = Buffer.from(content);
    const long = name.length > 100 ? tarEntry('././@LongLink', Buffer.from(`${name}\0`), 'L') : [];
    return [...long, ...tarEntry(name.slice(0, 100), bytes, '0')];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function tarEntry(name: string, bytes: Buffer, kind: string): Buffer[] {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(kind, 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
}

/** zstd of raw blocks, one frame each for the parts. */
export function zstdOf(...parts: Buffer[]): Buffer {
  const skippable = Buffer.from('502a4d1803000000616263', 'hex');
  return Buffer.concat([skippable, ...parts.map(zstdFrame)]);
}

function zstdFrame(bytes: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 2 ** 16) {
    const block = bytes.subarray(at, at + 2 ** 16);
    const header = Buffer.alloc(3);
    header.writeUIntLE((block.length << 3) | (at + 2 ** 16 >= bytes.length ? 1 : 0), 0, 3);
    blocks.push(header, block);
  }
  // A window of 128 KB.
  return Buffer.concat([Buffer.from('28b52ffd0038', 'hex'), ...blocks]);
}

/** Ways in which a file may be written and packed; each gives the same text back. */
export const packings: Record<string, (text: string) => Buffer> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a byte order mark': (text) => Buffer.from(`\uFEFF${text}`),
  'UTF-16 of Windows': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16 without a byte order mark': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  'UTF-16, big end first and without a mark': (text) => Buffer.from(text, 'utf16le').swap16(),
  gzip: (text) => gzipSync(text),
  'gzip in two members': (text) => {
    const bytes = Buffer.from(text);
    const half = bytes.length >> 1;
    return Buffer.concat([gzipSync(bytes.subarray(0, half)), gzipSync(bytes.subarray(half))]);
  },
  'gzip in two members with zeros between and behind': (text) => {
    const bytes = Buffer.from(text);
    const zeros = Buffer.alloc(100);
    return Buffer.concat([gzipSync(bytes.subarray(0, 9)), zeros, gzipSync(bytes.subarray(9)), zeros]);
  },
  'gzip in gzip': (text) => gzipSync(gzipSync(text)),
  'zstd of two frames': (text) => zstdOf(Buffer.from(text.slice(0, 9)), Buffer.from(text.slice(9))),
  'a zip archive': (text) =>
    zipOf([
      { name: 'a/', content: '', method: 0 },
      { name: 'a/b.json', content: text },
    ]),
  'a zip archive without compression': (text) => zipOf([{ name: 'b', content: text, method: 0 }]),
  'a large zip archive': (text) => zipOf([{ name: 'b.json', content: text }], true),
  'zstd in a zip archive': (text) => zipOf([{ name: 'b', content: zstdOf(Buffer.from(text)), method: 93 }]),
  'a tar archive': (text) => tarOf([{ name: `${'AWSLogs/'.repeat(20)}a.json`, content: text }]),
  'a tar.gz of gzip': (text) => gzipSync(tarOf([{ name: 'a.json.gz', content: gzipSync(text) }])),
};
