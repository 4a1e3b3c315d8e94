import type { KnownBlock, ModalView, RichTextElement } from '@slack/types';
import type { Answer } from '../present/answer.ts';
import { describeEvent } from '../present/describe-principal.ts';
import { type AccountNames, nameAccounts } from '../present/text.ts';
import { looksLikeRegion, partitionOf } from '../query/regions.ts';
import { shortenKey } from '../trail/chain.ts';
import type { TrailEvent } from '../trail/event.ts';
import {
  bullets,
  dateElement,
  leaf,
  line,
  phraseElements,
  plainText,
  preformatted,
  richText,
  words,
} from './elements.ts';

/** Characters of the whole record that are shown; the console has the rest. */
const longestRecord = 8000;

function modal(blocks: KnownBlock[]): ModalView {
  return { type: 'modal', title: plainText('Event', 24), close: plainText('Close', 24), blocks };
}

/** What a details window shows while its event is looked up: Slack gives only three seconds to open one. */
export function loadingDetails(): ModalView {
  return modal([richText(line(words('Looking up the event…')))]);
}

/** Why an event is not shown. */
export function messageDetails(text: string): ModalView {
  return modal([richText(line(leaf(text, 3000)))]);
}

/** One event: what it was, who called with what credentials, the whole masked record, and where the console shows it. */
export function renderDetails(answer: Answer, accountNames: ReadonlyMap<string, string>): ModalView {
  const [event] = answer.events;
  if (event === undefined) return modal([richText(line(...phraseElements(answer.headline)))]);
  const facts = factsOf(event, nameAccounts(answer.coverage, accountNames));
  const url = consoleUrl(event);
  return modal([
    richText(line(...phraseElements(answer.headline, { style: { bold: true } })), bullets(facts)),
    richText(preformatted(JSON.stringify(answer.record ?? event.record ?? null, null, 2), longestRecord)),
    ...(url === null ? [] : [richText(line({ type: 'link', url, text: 'Open it in the CloudTrail console' }))]),
  ]);
}

/** The partitions whose consoles the internet has. */
const consoleDomains: ReadonlyMap<string, string> = new Map([
  ['aws', 'console.aws.amazon.com'],
  ['aws-us-gov', 'console.amazonaws-us-gov.com'],
  ['aws-cn', 'console.amazonaws.cn'],
  ['aws-eusc', 'console.amazonaws-eusc.eu'],
]);

/** The console's page for an event; null where its ID or Region could not stand in one. */
export function consoleUrl({ id, region }: Pick<TrailEvent, 'id' | 'region'>): string | null {
  const domain = looksLikeRegion(region) ? consoleDomains.get(partitionOf(region)) : undefined;
  if (domain === undefined || !/^[\w-]{1,64}$/.test(id)) return null;
  return `https://${region}.${domain}/cloudtrailv2/home?region=${region}#/events/${id}`;
}

function factsOf(event: TrailEvent, accounts: AccountNames): RichTextElement[][] {
  const { principal, userAgent, source, account, id } = event;
  const told = describeEvent(event, accounts);
  const fact = (label: string, value: string) => [words(`${label}: `, { bold: true }), leaf(value, 300)];
  return [
    [words('Time: ', { bold: true }), dateElement(event.time, 'second')],
    fact('Event', `${event.name} (${source})`),
    fact('Principal', told.principal.join(' · ')),
    fact('Credentials', credentialsOf(event)),
    ...(principal.arn === null ? [] : [fact('ARN', principal.arn)]),
    fact('From', `${told.address} with ${userAgent === '' ? 'no user agent' : userAgent}`),
    fact('Region and account', `${told.region}, ${accounts.of(account)}`),
    fact('Outcome', told.failure === null ? 'worked' : `${told.failure.outcome}: ${told.failure.why}`),
    fact('Event ID', id),
  ];
}

/** `temporary role, key ASIA…MPLE, no MFA` */
function credentialsOf({ principal: { credentials, accessKey, mfa } }: TrailEvent): string {
  const key = accessKey === null ? [] : [`key ${shortenKey(accessKey)}`];
  const factor = mfa === null ? [] : [mfa ? 'MFA' : 'no MFA'];
  return [credentials, ...key, ...factor].join(', ');
}
