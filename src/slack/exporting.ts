import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { exportProgress, exportText } from '../blocks/export-text.ts';
import { type Fault, fault } from '../errors.ts';
import type { ExportProgress, ExportService } from '../export/export-events.ts';
import { limitsOf } from '../present/limits.ts';
import { counted } from '../present/text.ts';
import type { Millis } from '../trail/event.ts';
import { requestOf } from './answer-service.ts';
import type { Answering, Asking } from './answering.ts';
import type { ReplyChannel } from './reply-channel.ts';
import { errorFields } from './telemetry.ts';
import { createThreadReply } from './thread.ts';
import { UploadRefused, uploadFiles } from './upload.ts';
import { slackErrorOf } from './web-client.ts';

export interface Exporting {
  /** Exports to the thread, or without one to the asker alone. Faults are told by the reply. Never rejects. */
  run(asking: Asking, thread: string | null, reply: ReplyChannel): Promise<void>;
}

interface ExportingDeps {
  exports: ExportService;
  answering: Answering;
  client: WebClient;
  accountNames: ReadonlyMap<string, string>;
  /** Aborts where a stop no longer waits for exports. */
  signal: AbortSignal;
  clock: () => Millis;
  log: Logger;
}

/** Between two signs of progress: Slack takes about one message a second in a channel. */
const gap: Millis = 3_000;

export function createExporting(deps: ExportingDeps): Exporting {
  const { exports, answering, client, accountNames, signal, clock, log } = deps;

  async function run(asking: Asking, thread: string | null, reply: ReplyChannel): Promise<void> {
    const { text: command, ...from } = asking;
    const place = thread === null ? { channel: asking.user, thread } : { channel: asking.channel, thread };
    const sign = createThreadReply({ client, ...place, user: asking.user });
    let shown: Promise<unknown> = Promise.resolve();
    let next = clock() + gap;
    const onProgress = (progress: ExportProgress) => {
      if (clock() < next) return;
      next = clock() + gap;
      shown = shown.then(() => sign.show({ text: exportProgress(progress), blocks: [] }, false));
    };
    const request = requestOf(command, await answering.whoAsks(from));
    const exported = await exports.export(request, signal, onProgress);
    await shown;
    if (!exported.ok) return answering.decline(exported.fault, reply);
    try {
      const { calls, files } = exported.value;
      if (calls === 0) {
        const limits = limitsOf(exported.value);
        const why = limits === null ? fault('export-empty', []) : fault('export-empty-in-part', [limits.missing]);
        return await answering.decline(why, reply);
      }
      const comment = exportText(command, exported.value, accountNames);
      const sent = await sign.show(
        { text: `${exportProgress({ calls, done: 1 })}. Sending the files…`, blocks: [] },
        false,
      );
      if (sent.kind !== 'shown') return await answering.decline(faultOf(sent.reason), reply);
      await uploadFiles(client, files, { channel: sign.place?.channel ?? place.channel, thread, comment });
      await sign.show({ text: `Exported ${counted(calls, 'call')}.`, blocks: [] }, false);
    } finally {
      await exported.value.dispose();
    }
  }

  return {
    async run(asking, thread, reply) {
      try {
        await run(asking, thread, reply);
      } catch (error) {
        log.error(errorFields(error), 'An export failed');
        const reason = error instanceof UploadRefused ? error.message : slackErrorOf(error);
        await answering.decline(faultOf(reason), reply);
      }
    },
  };
}

function faultOf(reason: string): Fault {
  if (reason === 'missing_scope') return fault('scope-missing', ['files:write']);
  if (['not_in_channel', 'channel_not_found'].includes(reason)) return fault('not-in-channel', []);
  return fault('export-refused', [reason]);
}
