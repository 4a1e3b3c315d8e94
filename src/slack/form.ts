import type { App } from '@slack/bolt';
import { actions } from '../blocks/answer.ts';
import { formId, option, renderForm } from '../blocks/form.ts';
import { explain, type Fault, fault, type Result } from '../errors.ts';
import { commandForm } from '../query/command-form.ts';
import { prepareSuggestions, suggestEvents } from '../query/names/suggest-events.ts';
import { type FormFaults, formFields, readForm } from '../query/read-form.ts';
import { shapes } from '../questions/index.ts';
import { readSubmission, suggestionPayload } from './form-payloads.ts';
import { onPress, whereFrom } from './presses.ts';
import type { ReplyChannel } from './reply-channel.ts';
import type { SlackDeps } from './slack-deps.ts';
import { createPrivateReply, createThreadReply } from './thread.ts';
import { openWindow } from './windows.ts';

/** Slack shows no more. */
const maxSuggestions = 100;

/** A window that asks for a question field by field, for whoever does not know the words. */
export function registerForm(app: App, deps: SlackDeps): void {
  const { answering, accounts, clock, seen } = deps;

  onPress(app, actions.form, deps, async ({ payload }) => {
    const opened = await openForm(payload.trigger, payload.channel ?? '', deps);
    if (!opened.ok) await answering.decline(opened.fault, (await whereFrom(payload, deps)).reply);
  });

  app.options('event', async ({ ack, body }) => {
    const read = suggestionPayload.safeParse(body);
    const names = read.success ? suggestEvents(read.data.value, seen.names(), maxSuggestions) : [];
    await ack({ options: names.map((name) => option(name, name)) });
  });

  app.view(formId, async ({ ack, body }) => {
    const read = readSubmission(body);
    if (read === null) return ack(refusal({ question: fault('form-broken', []) }));
    const { values, ...from } = read;
    const { zone } = await answering.whoAsks(from);
    const query = readForm(values, { now: clock(), zone, accounts: await accounts(), shapes });
    if (!query.ok) return ack(refusal(query.fault));
    await ack();
    await answering.answer({ ...from, text: commandForm(query.value) }, replyOf(from, deps));
  });
}

/** Opens the form; `channel` is where its question will be answered, empty: in a direct message. */
export async function openForm(
  trigger: string,
  channel: string,
  { client, accounts }: SlackDeps,
): Promise<Result<string>> {
  const known = await accounts();
  const regions = [...new Set(known.flatMap((account) => account.regions))].sort();
  const choices = { shapes, regions, accounts: known.map(({ name }) => name) };
  const opened = await openWindow(client, trigger, renderForm(choices, JSON.stringify({ channel })));
  prepareSuggestions();
  return opened;
}

/** Each fault beside its field. */
function refusal(faults: FormFaults) {
  const errors = formFields.flatMap((field): [string, string][] => {
    const found = faults[field];
    return found === undefined ? [] : [[field, told(found)]];
  });
  return { response_action: 'errors' as const, errors: Object.fromEntries(errors) };
}

const told = ({ didYouMean, ...found }: Fault) =>
  didYouMean === undefined ? explain(found) : `${explain(found)} Did you mean ${didYouMean}?`;

function replyOf({ user, channel }: { user: string; channel: string }, { client }: SlackDeps): ReplyChannel {
  return /^[CG]/.test(channel)
    ? createPrivateReply({ client, channel, user })
    : createThreadReply({ client, channel: channel === '' ? user : channel, thread: null, user });
}
