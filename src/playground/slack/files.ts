import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';

/** A file that is on its way: its address was given out, and perhaps its bytes came. */
interface Upload {
  id: string;
  name: string;
  /** How many bytes were announced. */
  length: number;
  bytes: Buffer | null;
}

/** A file as a message shows it. */
export interface SharedFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
}

const types: Record<string, string> = {
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.jsonl': 'application/x-ndjson',
  '.ndjson': 'application/x-ndjson',
  '.md': 'text/markdown',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
};

/** The files of a workspace: announced, uploaded, then shared. */
export class Files {
  readonly all = new Map<string, Upload>();
  readonly #url: () => string;

  /** `url` is the address under which uploads come in. */
  constructor(url: () => string) {
    this.#url = url;
  }

  announce(name: string, length: number): { file_id: string; upload_url: string } {
    const id = `F${randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`;
    this.all.set(id, { id, name, length, bytes: null });
    return { file_id: id, upload_url: `${this.#url()}/upload/${id}` };
  }

  /** Takes the bytes of an announced file; Slack's error where it can't. */
  receive(id: string, bytes: Buffer): string | undefined {
    const upload = this.all.get(id);
    if (upload === undefined) return 'file_not_found';
    if (bytes.length !== upload.length) return 'length_mismatch';
    upload.bytes = bytes;
    return undefined;
  }

  /** The file once its bytes are there. */
  shared(id: string, title: string | undefined): SharedFile | undefined {
    const upload = this.all.get(id);
    if (upload?.bytes == null) return undefined;
    const mimetype = types[extname(upload.name)] ?? 'application/octet-stream';
    return { id, name: upload.name, title: title ?? upload.name, mimetype, size: upload.bytes.length };
  }
}

/** The bytes of the one file in an upload: the body as it stands, or the first part of a form. */
export async function uploadedBytes(contentType: string, body: Buffer): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  for (const [, part] of form)
    return typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
  return Buffer.alloc(0);
}
