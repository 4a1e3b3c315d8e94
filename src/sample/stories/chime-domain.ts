import { addresses, agents, dev } from '../company.ts';
import { iamUser } from '../identity.ts';
import { hour, type Story } from './story.ts';

/** Alice claims a domain for Amazon Chime that somebody has claimed already. */
export const chimeDomain: Story = {
  name: 'chime-domain',
  questions: [
    {
      ask: 'errors service:chime',
      finds: 'Alice could not add a domain: it exists already.',
      evidence: ['Alice', 'AddDomain', 'ConflictException'],
    },
  ],
  tell: (now) => [
    {
      at: now - 6 * hour,
      event: 'chime:AddDomain',
      by: iamUser(dev, 'Alice'),
      from: addresses.atHome,
      agent: agents.browser,
      request: { domainName: 'example.com', accountId: '11aaaaaa-1a11-1111-1a11-aaadd0a0aa00' },
      error: { code: 'ConflictException', message: 'Request could not be completed due to a conflict' },
    },
  ],
};
