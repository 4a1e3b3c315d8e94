import type { Command } from '../ask/request.ts';
import { type Fault, failed, ok } from '../errors.ts';
import type { QuestionName } from '../query/query.ts';
import type { DigestReply } from './digest-commands.ts';

/** All questions, or the one that is asked about. */
export interface HelpReply {
  kind: 'help';
  about: QuestionName | null;
}

export type CommandReply = HelpReply | DigestReply;

const help: Command<HelpReply> = {
  name: 'help',
  searches: () => false,
  run: async ({ about }) => ok({ kind: 'help', about }),
};

/** Everything that is asked for like a question and is none. */
export function createCommands(digest: Command<DigestReply>): readonly Command<CommandReply>[] {
  return [help, digest];
}

/** The same where there can be no digests, and why. */
export function commandsWithoutDigests(why: Fault): readonly Command<HelpReply>[] {
  return [help, { name: 'digest', searches: () => false, run: async () => failed(why) }];
}
