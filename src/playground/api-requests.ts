import { z } from 'zod';
import { act, close, openHome, submit, suggest } from './act.ts';
import type { Requests, Responses } from './api.ts';
import { complete } from './complete.ts';
import { channels, people } from './people.ts';
import { say } from './say.ts';
import type { LocalSlack } from './slack/local-slack.ts';

const person = z.enum(people.map(({ id }) => id));
const channel = z.enum(channels.map(({ id }) => id));
const id = z.string().max(255);
const place = z.union([z.strictObject({ channel: id, ts: id }), z.strictObject({ view: id })]);
const values = z.record(z.string(), z.record(z.string(), z.unknown()));
const used = { person, place, block: id, action: id, values };
const text = z.string().max(40_000);

type Name = keyof Requests;

interface Route<Which extends Name> {
  shape: z.ZodType<Requests[Which]>;
  run: (slack: LocalSlack, given: Requests[Which]) => Promise<Responses[Which]>;
}

const done = async (work: Promise<void>): Promise<Record<never, never>> => {
  await work;
  return {};
};

const routes: { [Which in Name]: Route<Which> } = {
  say: {
    shape: z.strictObject({ person, channel, thread: id.nullable(), text }),
    run: (slack, given) => done(say(slack, given)),
  },
  act: {
    shape: z.strictObject({ ...used, chosen: z.record(z.string(), z.unknown()) }),
    run: (slack, given) => done(act(slack, given)),
  },
  suggest: {
    shape: z.strictObject({ ...used, typed: text }),
    run: async (slack, given) => ({ groups: await suggest(slack, given) }),
  },
  submit: { shape: z.strictObject({ person, view: id, values }), run: submit },
  close: { shape: z.strictObject({ person, view: id }), run: (slack, given) => done(close(slack, given)) },
  home: { shape: z.strictObject({ person }), run: (slack, given) => done(openHome(slack, given)) },
  complete: { shape: z.strictObject({ text }), run: async (_slack, given) => complete(given.text) },
};

/** Carries out what a page asks for; undefined where there is no such request. Rejects with Undoable or a ZodError. */
export function carryOut(slack: LocalSlack, name: string, given: unknown): Promise<unknown> | undefined {
  return isName(name) ? run(slack, name, given) : undefined;
}

async function run<Which extends Name>(slack: LocalSlack, name: Which, given: unknown): Promise<Responses[Which]> {
  const route: Route<Which> = routes[name];
  return route.run(slack, route.shape.parse(given));
}

function isName(name: string): name is Name {
  return Object.hasOwn(routes, name);
}
