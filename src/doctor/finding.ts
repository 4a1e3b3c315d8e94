import { explain, type Fault } from '../errors.ts';

/** What one check came to: all is well, worth knowing, or wrong, and then with what to do about it. */
export interface Finding {
  /** What was looked at: `Node`, `SLACK_BOT_TOKEN`, `Account prod`. */
  about: string;
  state: 'ok' | 'note' | 'wrong';
  /** One sentence, never with a secret in it. */
  says: string;
}

export const fine = (about: string, says: string): Finding => ({ about, state: 'ok', says });
export const noted = (about: string, says: string): Finding => ({ about, state: 'note', says });

/** What is wrong, as the sentence of a fault or as one of its own. */
export function wrong(about: string, why: Fault | string): Finding {
  return { about, state: 'wrong', says: typeof why === 'string' ? why : explain(why) };
}
