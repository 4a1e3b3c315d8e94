import { z } from 'zod';
import type { OptionGroup, PlaceRef, Requests, Responses } from './api.ts';
import { errorOf } from './say.ts';
import { plainOption, plainText } from './slack/block-kit/text.ts';
import type { LocalSlack } from './slack/local-slack.ts';
import type { ElementPlace } from './slack/senders.ts';
import type { View } from './slack/views.ts';
import { directChannelOf } from './slack/workspace.ts';

/** Why something that somebody did could not be done, for the one who did it. */
export class Undoable extends Error {}

/** A press on a button, or a choice. */
export async function act(slack: LocalSlack, given: Requests['act']): Promise<void> {
  const { person, place, block: blockId, action: actionId, chosen, values } = given;
  const at = findPlace(slack, person, place);
  const { status } = await slack.action({ ...at, userId: person, blockId, actionId, chosen, values });
  if (status !== 200) throw new Undoable(`Trail did not take the action (${errorOf(status)}).`);
}

const options = z.array(plainOption).max(100);
const suggestions = z.union([
  z.strictObject({ options }),
  z.strictObject({ option_groups: z.array(z.strictObject({ label: plainText(75), options })).max(100) }),
]);

/** The options that the bot suggests, refused where Slack would refuse them. */
export async function suggest(slack: LocalSlack, given: Requests['suggest']): Promise<OptionGroup[]> {
  const { person, place, block: blockId, action: actionId, typed, values } = given;
  const at = findPlace(slack, person, place);
  const { status, body } = await slack.suggest({ ...at, userId: person, blockId, actionId, typed, values });
  if (status !== 200) throw new Undoable(`Trail suggested nothing (${errorOf(status)}).`);
  const read = suggestions.safeParse(body);
  if (!read.success) throw new Undoable(`Slack takes no such suggestions: ${z.prettifyError(read.error)}`);
  if ('options' in read.data) return [{ label: null, options: read.data.options }];
  return read.data.option_groups.map((group) => ({ label: group.label.text, options: group.options }));
}

/** Submits a modal; gives the errors of its fields by block_id. */
export async function submit(slack: LocalSlack, given: Requests['submit']): Promise<Responses['submit']> {
  const view = findView(slack, given.person, given.view);
  const { status, errors, refusal } = await slack.submit({ view, userId: given.person, values: given.values });
  if (status !== 200) throw new Undoable('We had some trouble connecting. Try again?');
  if (refusal !== null) throw new Undoable(`Slack refused Trail’s answer to the form: ${refusal}`);
  return { errors };
}

export async function close(slack: LocalSlack, given: Requests['close']): Promise<void> {
  const view = findView(slack, given.person, given.view);
  await slack.close({ view, userId: given.person });
}

/** Opens Trail's Home tab. */
export async function openHome(slack: LocalSlack, { person }: Requests['home']): Promise<void> {
  const event = {
    type: 'app_home_opened',
    user: person,
    channel: directChannelOf(person),
    tab: 'home',
    event_ts: String(Date.now() / 1000),
  };
  const { status } = await slack.event({ event });
  if (status !== 200) throw new Undoable(`Trail’s Home tab can’t be opened (${errorOf(status)}).`);
}

function findPlace(slack: LocalSlack, person: string, place: PlaceRef): ElementPlace {
  if ('view' in place) return { view: findView(slack, person, place.view) };
  const message = slack.messages.find(place.channel, place.ts);
  if (message === undefined || (message.user !== null && message.user !== person)) {
    throw new Undoable('That message is no longer there.');
  }
  return { message };
}

function findView({ views }: LocalSlack, person: string, id: string): View {
  const view = [...views.stack(person), views.home(person)].find((one) => one?.id === id);
  if (view === undefined) throw new Undoable('That view is no longer open.');
  return view;
}
