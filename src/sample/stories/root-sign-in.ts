import { addresses, agents, prod } from '../company.ts';
import { rootUser } from '../identity.ts';
import { consoleSignIn } from '../sign-in.ts';
import { hour, minute, type Story } from './story.ts';

const root = rootUser(prod);
const where = { from: addresses.rootSignIn, agent: agents.browser };

/** Somebody signs in as root, with a password alone. */
export const rootSignIn: Story = {
  name: 'root-sign-in',
  questions: [
    {
      ask: 'root',
      finds: 'Root signed in and looked at its own access keys.',
      evidence: ['ConsoleLogin', '203.0.113.7', 'ListAccessKeys'],
    },
    { ask: 'logins', finds: 'One of the sign-ins used no MFA: root’s.', evidence: ['root', 'without MFA'] },
  ],
  tell: (now) => [
    consoleSignIn({ at: now - 7 * hour, by: root, from: addresses.rootSignIn, mfa: false }),
    { at: now - 7 * hour + minute, event: 'iam:GetAccountSummary', by: root, ...where },
    { at: now - 7 * hour + 2 * minute, event: 'iam:ListAccessKeys', by: root, ...where },
    { at: now - 7 * hour + 4 * minute, event: 'account:GetContactInformation', by: root, ...where },
  ],
};
