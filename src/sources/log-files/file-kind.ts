import type { UnreadFormat } from '../../errors.ts';

/** What the first bytes of a file say that it is, whatever its name says. */
export type FileKind =
  | 'text'
  | 'gzip'
  | 'zstd'
  | 'zip'
  | 'tar'
  | 'utf-16le'
  | 'utf-16be'
  | { readonly unread: UnreadFormat };

/** The first sixteen bytes in hexadecimal. UTF-16 without a byte order mark shows by the zeros in its first two letters. */
const bytes: [begins: RegExp, kind: FileKind][] = [
  [/^1f8b/, 'gzip'],
  [/^(?:28b52ffd|5.2a4d18)/, 'zstd'],
  [/^504b(?:0304|0506|0708|3030504b)/, 'zip'],
  [/^fffe/, 'utf-16le'],
  [/^feff/, 'utf-16be'],
  [/^(?:0[9ad]|[2-7].)00(?:0[9ad]|[2-7].)00/, 'utf-16le'],
  [/^00(?:0[9ad]|[2-7].)00(?:0[9ad]|[2-7].)/, 'utf-16be'],
  [/^504152(?:31|45)/, { unread: 'parquet' }],
  [/^4f626a01/, { unread: 'avro' }],
  [/^4f5243/, { unread: 'orc' }],
  [/^4152524f5731/, { unread: 'arrow' }],
  [/^377abcaf271c/, { unread: '7z' }],
  [/^425a683[1-9]/, { unread: 'bzip2' }],
  [/^fd377a585a/, { unread: 'xz' }],
  [/^4c5a4950/, { unread: 'lzip' }],
  [/^04224d18/, { unread: 'lz4' }],
  [/^ff060000734e61507059/, { unread: 'snappy' }],
  [/^1f9d/, { unread: 'compress' }],
  [/^526172211a07/, { unread: 'rar' }],
  [/^53514c69746520666f726d6174203300/, { unread: 'sqlite' }],
  [/^.{16}4455434b/, { unread: 'duckdb' }],
  [/^(?:89504e47|ffd8ff|47494638|52494646.{8}57454250)/, { unread: 'image' }],
  [/^25504446/, { unread: 'pdf' }],
  [/^d0cf11e0/, { unread: 'excel' }],
  [/^53616c7465645f5f/, { unread: 'encrypted' }],
];

/** The first letters of text that is not JSON, a byte order mark aside. */
const letters: [begins: RegExp, kind: FileKind][] = [
  [/^(?:age-encryption\.org|-----BEGIN PGP MESSAGE)/, { unread: 'encrypted' }],
  [/^\s*\{'/, { unread: 'python' }],
  [/^(?:---\s+)?(?:Events|Records|events):\s*\n\s*- /, { unread: 'yaml' }],
  [/^(?:---\s+)?- (?:AccessKeyId|CloudTrailEvent|EventId|EventName): /, { unread: 'yaml' }],
  [/^(?:EVENTS|NEXTTOKEN)\t/, { unread: 'cli-text' }],
  [/^-{5,}\r?\n\|/, { unread: 'cli-table' }],
];

export function kindOf(file: Buffer): FileKind {
  const start = file.toString('hex', 0, 16);
  if (/^7b(?:22|0a|0d|20)/.test(start)) return 'text';
  const text = file.toString('utf8', 0, 160).replace(/^\uFEFF/, '');
  const found = bytes.find(([begins]) => begins.test(start)) ?? letters.find(([begins]) => begins.test(text));
  return found?.[1] ?? (isTar(file) ? 'tar' : 'text');
}

/** A tar begins with a header whose checksum is right, counted as if blanks stood in the place of the checksum. */
function isTar(file: Buffer): boolean {
  if (file.length < 512) return false;
  const told = Number.parseInt(file.toString('latin1', 148, 156).replaceAll('\0', ' ').trim(), 8);
  let sum = 8 * 0x20;
  for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += file[at] ?? 0;
  return sum === told;
}
