import { Readable } from 'node:stream';
import type { WebClient } from '@slack/web-api';
import type { ExportFile } from '../export/spool.ts';
import type { Millis } from '../trail/event.ts';

/** Slack did not take a file's bytes. */
export class UploadRefused extends Error {
  constructor(status: number) {
    super(`http_${status}`);
    this.name = 'UploadRefused';
  }
}

interface UploadPlace {
  channel: string;
  thread: string | null;
  /** Escaped. */
  comment: string;
}

/** A big file takes its time, but not for ever. */
const longest: Millis = 300_000;

/**
 * Shares files in one message. Their bytes go out as they are read.
 * Rejects with the Web API's errors, with UploadRefused, or where Slack can't be reached.
 */
export async function uploadFiles(client: WebClient, files: readonly ExportFile[], place: UploadPlace): Promise<void> {
  const sent: { id: string; title: string }[] = [];
  for (const file of files) {
    const { upload_url, file_id } = await client.files.getUploadURLExternal({ filename: file.name, length: file.size });
    if (upload_url === undefined || file_id === undefined) throw new UploadRefused(0);
    await send(upload_url, file);
    sent.push({ id: file_id, title: file.name });
  }
  const [first, ...rest] = sent;
  if (first === undefined) return;
  const { channel, thread, comment } = place;
  const where = thread === null ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
  await client.files.completeUploadExternal({ files: [first, ...rest], ...where, initial_comment: comment });
}

async function send(url: string, { size, read }: ExportFile): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
    body: Readable.toWeb(Readable.from(read())),
    duplex: 'half',
    redirect: 'error',
    signal: AbortSignal.timeout(longest),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new UploadRefused(response.status);
}
