import { z } from 'zod';
import { readSchedule } from '../digest/read-schedule.ts';
import { sectionWords } from '../digest/sections.ts';
import { explain } from '../errors.ts';
import { closestOf } from '../query/modifiers.ts';
import { questionNames } from '../query/query.ts';
import { looksLikeRegion, regions } from '../query/regions.ts';

/*
 * The shape of trail.yml. Every message says what would be right; what is wrong is told from the value itself.
 * All scalars arrive as strings (see yaml.ts).
 */

const text = (right: string, pattern: RegExp) => z.string({ error: right }).regex(pattern, { error: right });
const list = <Item extends z.ZodType>(item: Item, right: string) =>
  z.array(item, { error: right }).min(1, { error: right });

/** What belongs where a known word was expected: the closest one, where something is close. */
function oneOf(given: unknown, known: readonly string[], otherwise: string): string {
  const [meant] = typeof given === 'string' ? closestOf(given, known) : [];
  return meant === undefined ? otherwise : `perhaps ${meant} is meant`;
}

const accountName = text(
  'a name has 1 to 64 letters, digits, dots, dashes, underscores or spaces, such as prod',
  /^(?=.{1,64}$)[\p{L}\p{N}]([\p{L}\p{N} ._-]*[\p{L}\p{N}._-])?$/u,
);
const accountId = text('an account ID has 12 digits, such as "111122223333"', /^\d{12}$/);
const role = text(
  'a role is given by its ARN, such as arn:aws:iam::111122223333:role/trail-read-only',
  /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/,
);
const externalId = text('an external ID has 2 to 1224 letters, digits or any of _+=,.@:/-', /^[\w+=,.@:/-]{2,1224}$/);
const region = z.string({ error: 'an AWS Region such as us-east-1 belongs here' }).refine(looksLikeRegion, {
  error: ({ input }) => oneOf(input, regions, 'an AWS Region such as us-east-1 belongs here'),
});

const catalogName = 'a name has 1 to 128 letters, digits, underscores or dashes';
const athenaShape = {
  database: text(catalogName, /^\w[\w-]{0,127}$/),
  table: text(catalogName, /^\w[\w-]{0,127}$/),
  workgroup: text(
    'a workgroup has 1 to 128 letters, digits, dots, underscores or dashes',
    /^[\w.-]{1,128}$/,
  ).optional(),
  region: region.optional(),
};
const archiveShape = {
  logs: text(
    'a folder such as /var/trail/logs or s3://bucket/prefix belongs here',
    /^(s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?|(?!\w+:\/\/).+)$/,
  ).optional(),
  athena: z
    .strictObject(athenaShape, {
      error: 'database and table belong here, such as {database: audit, table: cloudtrail_logs}',
    })
    .optional(),
};
const accountShape = {
  name: accountName,
  id: accountId.optional(),
  role: role.optional(),
  externalId: externalId.optional(),
  regions: list(region, 'a list of Regions such as [us-east-1, us-east-2] belongs here').optional(),
  archive: z
    .strictObject(archiveShape, { error: 'logs or athena belongs here, such as {logs: /var/trail/logs}' })
    .refine(({ logs, athena }) => logs !== undefined || athena !== undefined, {
      error: 'logs or athena belongs here, such as {logs: /var/trail/logs}',
    })
    .optional(),
};

const users = 'a list of user IDs such as [U012AB3CD] belongs here (a profile’s menu copies it)';
const usergroups = 'a list of user group IDs such as [S012AB3CD] belongs here';
const channels = 'a list of channel IDs such as [C012AB3CD] belongs here (at the end of the channel’s details)';
const somebody = 'name at least one of users, usergroups and channels';
const ruleShape = {
  users: list(text(users, /^[UW][A-Z0-9]{1,20}$/), users).optional(),
  usergroups: list(text(usergroups, /^S[A-Z0-9]{1,20}$/), usergroups).optional(),
  channels: list(text(channels, /^[CDG][A-Z0-9]{1,20}$/), channels).optional(),
  accounts: list(
    z.string({ error: 'an account’s name or ID belongs here' }),
    'a list of account names such as [prod] belongs here',
  ).optional(),
  questions: list(
    z.enum(questionNames, {
      error: ({ input }) => oneOf(input, questionNames, `the questions are ${questionNames.join(', ')}`),
    }),
    'a list of questions such as [who, what] belongs here',
  ).optional(),
};

const something = 'principal, event or both belong here, such as {principal: ci-deployer, event: AssumeRole}';
const pattern = text('a name belongs here, in which * stands for any text', /^(?=.{1,512}$).*\S.*$/u);
const ignoreShape = { principal: pattern.optional(), event: pattern.optional() };

const when = z
  .string({ error: 'when it shall come belongs here, such as daily 09:00 Europe/Berlin' })
  .superRefine((given, check) => {
    const read = readSchedule(given.split(/\s+/), 'UTC');
    const [extra] = read.ok ? read.value.rest : [];
    if (read.ok && extra === undefined) return;
    const message = read.ok ? `nothing may follow the zone, as in ${example}` : clauseOf(explain(read.fault));
    check.addIssue({ code: 'custom', message });
  });
const example = 'weekly mon 09:00 Europe/Berlin';
const clauseOf = (sentence: string) => sentence.replace(/\.$/, '');

const digestShape = {
  channel: text(
    'a channel ID such as C012AB3CD belongs here (at the end of the channel’s details)',
    /^[CG][A-Z0-9]{1,20}$/,
  ),
  when,
  accounts: list(
    z.string({ error: 'an account’s name or ID belongs here' }),
    'a list of account names such as [prod] belongs here',
  ).optional(),
  only: list(
    z.string({ error: 'a part of a digest belongs here' }).refine((given) => sectionWords.includes(given), {
      error: ({ input }) => oneOf(input, sectionWords, `the parts are ${sectionWords.join(', ')}`),
    }),
    'a list of parts such as [root, logins] belongs here',
  ).optional(),
};

const configShape = {
  accounts: list(
    z.strictObject(accountShape, { error: 'an account belongs here, such as {name: prod, id: "111122223333"}' }),
    'a list of accounts belongs here; leave it out to use the ambient credentials’ own',
  ).optional(),
  access: list(
    z
      .strictObject(ruleShape, { error: 'a rule belongs here, such as {users: [U012AB3CD]}' })
      .refine((rule) => (rule.users ?? rule.usergroups ?? rule.channels) !== undefined, { error: somebody }),
    'a list of rules belongs here; leave it out to let everybody in the workspace ask',
  ).optional(),
  ignore: z
    .array(
      z
        .strictObject(ignoreShape, { error: something })
        .refine(({ principal, event }) => (principal ?? event) !== undefined, { error: something }),
      { error: 'a list of rules such as [{event: AssumeRole}] belongs here' },
    )
    .optional(),
  digests: list(
    z.strictObject(digestShape, { error: 'a digest belongs here, such as {channel: C012AB3CD, when: daily 09:00}' }),
    'a list of digests such as [{channel: C012AB3CD, when: daily 09:00}] belongs here',
  )
    .max(50, { error: 'a workspace has at most 50 digests' })
    .optional(),
};

export const configSchema = z.strictObject(configShape, { error: 'accounts, access, ignore and digests belong here' });
export type ConfigFile = z.infer<typeof configSchema>;

/** The settings of each part, by the part's path without indices. */
export const settingsOf: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(configShape),
  accounts: Object.keys(accountShape),
  'accounts.archive': Object.keys(archiveShape),
  'accounts.archive.athena': Object.keys(athenaShape),
  access: Object.keys(ruleShape),
  ignore: Object.keys(ignoreShape),
  digests: Object.keys(digestShape),
};
