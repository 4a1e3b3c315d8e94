import { z } from 'zod';
import { type FormValues, formFields } from '../query/read-form.ts';
import { pressedBy } from './payloads.ts';

/** What somebody has typed so far into a menu that suggests. */
export const suggestionPayload = z.object({ value: z.string().max(1000).default('') });

const element = z.object({
  value: z.string().max(3000).nullish(),
  selected_option: z.object({ value: z.string().max(150) }).nullish(),
  selected_options: z
    .array(z.object({ value: z.string().max(150) }))
    .max(100)
    .nullish(),
});
const submitted = z.object({
  view: z.object({
    private_metadata: z.string().max(3000),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), element)) }),
  }),
});
const context = z.object({ channel: z.string().max(255) });

interface Submission {
  user: string;
  team: string;
  /** Where the form was opened; empty: in no channel. */
  channel: string;
  values: FormValues;
}

/** A submitted form; null where it lacks what it was opened with. */
export function readSubmission(body: unknown): Submission | null {
  const who = pressedBy.safeParse(body);
  const read = submitted.safeParse(body);
  if (!who.success || !read.success) return null;
  const { private_metadata, state } = read.data.view;
  const from = context.safeParse(parsed(private_metadata));
  if (!from.success) return null;
  const values: FormValues = {};
  for (const field of formFields) {
    const filled = state.values[field]?.[field];
    const several = filled?.selected_options?.map(({ value }) => value) ?? [];
    const one = filled?.value ?? filled?.selected_option?.value;
    const given = one == null ? several : [one];
    if (given.length > 0) values[field] = given;
  }
  const { user, team } = who.data;
  return { user, team, channel: from.data.channel, values };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
