import type { Found } from '../plan/found.ts';
import type { Section } from '../present/answer.ts';
import { counted } from '../present/text.ts';
import { defineQuestion } from './question.ts';

/** Which accounts and Regions can be searched, and how much of their quota is in use. */
export const status = defineQuestion({
  name: 'status',
  answers: 'accounts, Regions, and whether they can be reached',
  usage: 'status [modifiers]',
  examples: ['status', 'status in us-east-1,us-east-2', 'status public'],
  subject: null,
  takes: ['in', 'account', 'public'],
  strategy: { lookBack: 'one-day', whole: false, probes: true },
  implies: [],
  layout: 'groups',
  summarise(_query, found) {
    const { searched, missed } = found.coverage;
    const all = new Set([...searched, ...missed].map(({ account, region }) => `${account} ${region}`)).size;
    const lost = new Set(missed.map(({ account, region }) => `${account} ${region}`)).size;
    const places = counted(all, 'Region');
    const sections = [...reached(found), quota(found)];
    if (!found.final) return { headline: [`Asking ${places}…`], groups: [], sections, total: 0 };
    const told =
      lost === 0
        ? `${all > 1 ? 'All ' : ''}${places} can be searched.`
        : `${all - lost} of ${places} can be searched; ${lost} can’t be.`;
    return { headline: [told], groups: [], sections, total: 0 };
  },
});

/** Per account, the Regions that answered; those that did not stand in the coverage with their reason. */
function reached({ coverage }: Found): Section[] {
  const accounts = [...new Set(coverage.searched.map(({ account }) => account))];
  return accounts.map((account) => {
    const regions = coverage.searched.filter((one) => one.account === account).map(({ region }) => region);
    return { title: `Account ${account}`, lines: [[`${counted(regions.length, 'Region')}: ${regions.join(', ')}`]] };
  });
}

function quota({ quota }: Found): Section {
  const busy = quota.filter(({ calls, throttled }) => calls > 1 || throttled);
  const lines = busy.map(({ account, region, calls, throttled }) => [
    `${account} ${region}: ${calls} of 2 calls in the last second${throttled ? ', refused for going too fast within the last minute' : ''}`,
  ]);
  return {
    title: 'LookupEvents quota',
    lines: lines.length > 0 ? lines : [['No Region is at its limit of two calls a second.']],
  };
}
