import { addresses, prod } from '../company.ts';
import { consoleUser } from '../identity.ts';
import { consoleSignIn } from '../sign-in.ts';
import { hour, minute, type Story } from './story.ts';

/** Somebody guesses at richard.roe's password, then gives up. */
export const failedLogins: Story = {
  name: 'failed-logins',
  questions: [
    {
      ask: 'logins is:error since:7d',
      finds: 'Seven failed sign-ins as richard.roe from one address.',
      evidence: ['richard.roe', '203.0.113.200', '7'],
    },
  ],
  tell(now) {
    const by = consoleUser(prod, 'richard.roe');
    const attempt = (index: number) =>
      consoleSignIn({ at: now - 9 * hour + index * minute, by, from: addresses.guesser, mfa: false, works: false });
    return Array.from({ length: 7 }, (_, index) => attempt(index));
  },
};
