import { type AskContext, ask, noQuestionLog } from '../ask/ask.ts';
import type { Answer } from '../present/answer.ts';
import { describeCoverage } from '../present/describe-coverage.ts';
import { counted, nameAccounts } from '../present/text.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** Looks up one event in each Region of each account, as the question `status` does, in each account's role. */
export async function checkAccounts(context: AskContext, signal: AbortSignal): Promise<Finding[]> {
  const answer = await lastAnswer(context, signal);
  if (answer === null) throw new Error('The question “status” was not answered.');
  const known = await context.accounts();
  const named = new Map(known.flatMap(({ id, name }) => (id === null ? [] : [[id, name] as const])));
  const accounts = nameAccounts(answer.coverage, named);
  const { searched } = answer.coverage;
  const reached = [...new Set(searched.map(({ account }) => account))].map((account) => {
    const regions = searched.filter((one) => one.account === account).map(({ region }) => region);
    return fine(
      `Account ${accounts.of(account)}`,
      `${counted(regions.length, 'Region')} can be searched: ${regions.join(', ')}.`,
    );
  });
  const { misses, moreMisses } = describeCoverage(answer, accounts);
  const missed = misses.map(({ places, message }) => wrong('Accounts', `${places}: ${message}`));
  const more = moreMisses === 0 ? [] : [wrong('Accounts', `${moreMisses} more: ask npx trail status --json.`)];
  return [...reached, ...missed, ...more];
}

async function lastAnswer(context: AskContext, signal: AbortSignal): Promise<Answer | null> {
  let last: Answer | null = null;
  const request = { text: 'status', asker: { kind: 'local' }, zone: 'UTC' } as const;
  for await (const step of ask(request, { ...context, commands: [], questionLog: noQuestionLog }, signal)) {
    if (step.kind === 'answer') last = step.answer;
  }
  return last;
}
