import { createHash } from 'node:crypto';

/** A set of event IDs that is small enough to keep a million of. */
export interface ToldIds {
  has(id: string): boolean;
}

/** An event ID is a UUID, which is 16 bytes; anything else is told by as many bytes of its digest. */
const idBytes = 16;
/** How many IDs stand together in one row. */
const idsInPart = 4096;

/** Event IDs as bytes, in parts of 64 KB. */
export function packIds(ids: Iterable<string>): Uint8Array[] {
  const packer = new IdPacker();
  for (const id of ids) packer.add(id);
  return packer.parts();
}

/** Packs IDs as they come, so that a million of them never stand beside each other as text. */
export class IdPacker {
  readonly #full: Uint8Array[] = [];
  #part = Buffer.alloc(idsInPart * idBytes);
  #used = 0;

  add(id: string): void {
    if (this.#used === this.#part.length) {
      this.#full.push(this.#part);
      this.#part = Buffer.alloc(idsInPart * idBytes);
      this.#used = 0;
    }
    bytesOf(id).copy(this.#part, this.#used);
    this.#used += idBytes;
  }

  parts(): Uint8Array[] {
    return this.#used === 0 ? this.#full : [...this.#full, this.#part.subarray(0, this.#used)];
  }
}

/** Makes packed IDs a set: they are laid out by their first two bytes, so that looking one up compares only a few. */
export function unpackIds(parts: readonly Uint8Array[]): ToldIds {
  const starts = new Uint32Array(65_537);
  for (const prefix of prefixes(parts)) starts[prefix + 1] = at(starts, prefix + 1) + 1;
  for (let prefix = 0; prefix < 65_536; prefix++) starts[prefix + 1] = at(starts, prefix + 1) + at(starts, prefix);

  const ids = Buffer.alloc(at(starts, 65_536) * idBytes);
  const next = starts.slice();
  for (const part of parts) {
    for (let from = 0; from < part.length; from += idBytes) {
      const prefix = prefixAt(part, from);
      const place = at(next, prefix);
      ids.set(part.subarray(from, from + idBytes), place * idBytes);
      next[prefix] = place + 1;
    }
  }

  return {
    has(id) {
      const wanted = bytesOf(id);
      const prefix = prefixAt(wanted, 0);
      const end = at(starts, prefix + 1) * idBytes;
      for (let from = at(starts, prefix) * idBytes; from < end; from += idBytes) {
        if (wanted.compare(ids, from, from + idBytes) === 0) return true;
      }
      return false;
    },
  };
}

function bytesOf(id: string): Buffer {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return Buffer.from(id.replaceAll('-', ''), 'hex');
  return createHash('sha256').update(id).digest().subarray(0, idBytes);
}

function* prefixes(parts: readonly Uint8Array[]): Generator<number> {
  for (const part of parts) {
    for (let from = 0; from < part.length; from += idBytes) yield prefixAt(part, from);
  }
}

function prefixAt(bytes: Uint8Array, from: number): number {
  return ((bytes[from] ?? 0) << 8) | (bytes[from + 1] ?? 0);
}

function at(numbers: Uint32Array, place: number): number {
  return numbers[place] ?? 0;
}
