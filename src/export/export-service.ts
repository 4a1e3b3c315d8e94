import type { AskDeps } from '../ask/ask.ts';
import type { ExportService } from '../slack/exporting.ts';
import { exportEvents } from './export-events.ts';

/** Exports for people in Slack, each searched for in their name. */
export function createExportService(deps: AskDeps): ExportService {
  return {
    export: (command, { user, channel, usergroups, zone }, signal, onProgress) => {
      const asker = { tag: `trail-${user}`, zone, slack: { user, channel, usergroups } };
      return exportEvents(command, asker, deps, signal, onProgress);
    },
  };
}
