import { where } from '../condition/condition.ts';
import type { Phrase, Section } from '../present/answer.ts';
import { describeScope, totalsOf } from '../present/describe-coverage.ts';
import { lastCall } from '../present/describe-principal.ts';
import { sayNothing } from '../present/nothing.ts';
import { counted, withFailures } from '../present/text.ts';
import type { TrailEvent } from '../trail/event.ts';
import { joinCommands } from './chatbot-commands.ts';
import { byEvent } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** What AWS Chatbot / Amazon Q Developer ran: its own API calls, and the calls behind commands typed in a channel. */
export const chatbot = defineQuestion({
  name: 'chatbot',
  answers: 'what AWS Chatbot (Amazon Q Developer) ran',
  usage: 'chatbot [modifiers]',
  examples: ['chatbot', 'chatbot since:7d', 'chatbot is:error since:30d'],
  subject: null,
  strategy: { lookBack: 'one-day', whole: false, minLatest: 500 },
  implies: [where('chatbot', true)],
  layout: 'groups',
  summarise({ filter }, found) {
    const groups = byEvent(found.tallies);
    const scope = describeScope(filter, []);
    if (groups.length === 0) {
      const matter = `whether AWS Chatbot was used${scope}`;
      return { headline: sayNothing(found, `AWS Chatbot was not used${scope}`, matter), groups };
    }
    const { calls, failed } = totalsOf(found.tallies);
    const commands = joinCommands(found.latest);
    const own = totalsOf(found.tallies.filter(({ source }) => source === 'chatbot.amazonaws.com')).calls;
    const ran = `${counted(commands.length, 'command')} run from chat and ${counted(own, 'call')} of AWS Chatbot’s own API`;
    const headline = [
      `${ran}${scope}, ${counted(calls, 'call')} in all${withFailures(failed)}; `,
      ...lastCall(found, true, 'event'),
    ];
    return { headline, groups, sections: [...commandSection(commands), noPerson] };
  },
});

const noPerson: Section = {
  title: 'Who typed it',
  lines: [['CloudTrail does not record the Slack user behind a command; the channel’s history does.']],
};

const shown = 12;

function commandSection(commands: ReturnType<typeof joinCommands>): Section[] {
  if (commands.length === 0) return [];
  const lines = commands.slice(0, shown).map(({ assumed, calls, role }): Phrase => {
    const ran = calls.length === 0 ? 'no call found under it' : calls.map(sayCall).join(', ');
    const time = (calls[0] ?? assumed)?.time;
    const through = assumed === null ? 'AssumeRole not found' : `AssumeRole in ${assumed.region}`;
    const told = ` ${ran} under role ${role} (${through})`;
    return time === undefined ? [told.trim()] : [{ time }, told];
  });
  const more = commands.length > shown ? [[`and ${counted(commands.length - shown, 'more command')}`]] : [];
  return [{ title: 'Commands', lines: [...lines, ...more] }];
}

function sayCall({ name, region, outcome, error }: TrailEvent): string {
  return `${name} in ${region}${outcome === 'ok' ? '' : `: ${error?.code ?? outcome}`}`;
}
