import { agents, prod } from '../company.ts';
import { enterBySet } from '../sign-in.ts';
import { day, minute, type Story } from './story.ts';

/** arnav.desai, who may only read, tries to start a server. */
export const refusedLaunch: Story = {
  name: 'refused-launch',
  questions: [
    {
      ask: 'errors event:RunInstances since:7d',
      finds: 'arnav.desai was not allowed to launch an instance.',
      evidence: ['arnav.desai', 'Client.UnauthorizedOperation'],
    },
  ],
  tell(now) {
    const at = now - 3 * day;
    const where = { region: 'eu-west-1', from: '10.31.8.9', agent: agents.browser };
    const { call, session: by } = enterBySet({
      ...where,
      at: at - 12 * minute,
      person: 'arnav.desai',
      set: 'ReadOnly',
      account: prod,
      accessKey: 'ASIAARNAV1111EXAMPLE',
    });
    const message = 'You are not authorized to perform this operation.';
    return [
      call,
      { at, event: 'ec2:RunInstances', by, ...where, error: { code: 'Client.UnauthorizedOperation', message } },
    ];
  },
};
