import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readRequest } from '../../src/commands/read-digest-request.ts';
import { knownSettings } from '../../src/config/known-settings.ts';
import { settingsOf } from '../../src/config/shape.ts';
import { readConfig } from '../../src/config.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { understand } from '../../src/query/understand.ts';
import { shapes } from '../../src/questions/index.ts';
import { type FakeAws, startAws } from '../fakes/aws.ts';
import { runCli, startBot } from '../fakes/run-bot.ts';
import { type FakeSlack, startSlack } from '../fakes/slack.ts';
import { codeIn, fencedIn, linksIn, tableIn } from './read-markdown.ts';

const readme = readFileSync('README.md', 'utf8');
const fenced = fencedIn(readme);
const inLanguage = (language: string) => fenced.filter((block) => block.language === language);
const manifest = parse(readFileSync('manifest.yml', 'utf8'));
const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;

const context = {
  now: Date.parse('2026-11-20T10:00:00Z'),
  zone: 'UTC',
  shapes,
  accounts: [{ name: 'prod', id: '111122223333', regions: [] }],
};

describe('The README’s commands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trail-readme-'));
  let aws: FakeAws;
  let slack: FakeSlack;
  beforeAll(async () => {
    aws = await startAws();
    slack = await startSlack();
    const record = { eventVersion: '1.11', eventID: 'e-1', eventName: 'DeleteBucket', eventSource: 's3.amazonaws.com' };
    const rest = { eventTime: '2026-11-20T09:00:00Z', awsRegion: 'us-east-1', recipientAccountId: '111122223333' };
    writeFileSync(join(folder, 'log.json'), JSON.stringify({ Records: [{ ...record, ...rest }] }));
  });
  afterAll(async () => {
    await aws.stop();
    await slack.stop();
    rmSync(folder, { recursive: true });
  });

  const runTrail = (words: string) =>
    runCli(splitWords(words.replace('./my-log-files', folder)), {
      env: { ...aws.env, ...slack.env, COLUMNS: '108', TZ: 'UTC' },
    });

  const answers = inLanguage('console').filter(({ lines: [first = ''] }) => first.startsWith('$ '));
  test.each(answers.map(({ lines: [command = '', ...shown] }) => ({ command, shown })))(
    '$command answers what is shown',
    async ({ command, shown }) => {
      const { code, stdout } = await runTrail(command.replace('$ npx trail ', ''));
      expect(code).toBe(0);
      const expected = shown.filter((line) => line !== '' && line !== '…').map(timeless);
      const got = stdout.split('\n').map(timeless);
      let at = 0;
      for (const line of expected) {
        const found = got.indexOf(line, at);
        expect({ line, found: found >= 0, answered: found >= 0 ? '' : stdout }).toEqual({
          line,
          found: true,
          answered: '',
        });
        at = found + 1;
      }
    },
  );

  const commands = inLanguage('console').flatMap(({ lines: [first = '', ...more] }) =>
    first.startsWith('$ ') ? [] : [first, ...more],
  );
  const inline = codeIn(readme).filter((code) => /^(npx|npm) (?!.*<)/.test(code));
  test.each([...new Set([...commands, ...inline])])('%s works', async (command) => {
    const [program = '', name = '', ...words] = command.split(' ');
    if (command === 'npm ci' || command === 'npm cit')
      return expect(scripts).toMatchObject({ prepare: 'npm run build', test: expect.stringContaining('jest') });
    if (command === 'npm start') {
      expect(scripts.start).toBe('node dist/main.js start');
      const bot = await startBot();
      expect(bot.stdout()).toContain('The playground is on http://');
      await bot.stop();
      return;
    }
    if (program === 'npm') return expect(Object.keys(scripts)).toContain(words[0]);
    if (program === 'aws') return expect(deployed(words)).toEqual(wantedByTemplate());
    expect([program, name]).toEqual(['npx', 'trail']);
    const { code, stderr } = await runTrail(words.join(' '));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  const typed = [...inLanguage('text').flatMap(({ lines }) => lines), ...codeIn(readme)].filter((line) =>
    /^\/trail [^<]+$/.test(line),
  );
  test.each(typed)('%s is understood', (line) => {
    const words = line.replace('/trail ', '');
    const read = words.startsWith('digest ')
      ? readRequest(words.replace('digest ', ''), context)
      : readQuery(words, context);
    expect(read).toMatchObject({ ok: true });
  });

  test.each(tableIn(readme, '| said | understood as |'))('“%s” is understood as %s', (said = '', command = '') => {
    const spoken = understand(said, context, { speaks: true, previous: undefined });
    const written = readQuery(command.replaceAll('`', ''), context);
    if (spoken.kind !== 'query' || !written.ok) throw new Error(JSON.stringify([spoken, written]));
    expect({ ...spoken.query, asked: '' }).toEqual({ ...written.value, asked: '' });
  });
});

/** Times and IDs are those of the day the README's answer was given. */
function timeless(line: string): string {
  return line
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?/g, '<time>')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .trimEnd();
}

const splitWords = (text: string) => text.split(' ').filter((word) => word !== '');

describe('The README’s role', () => {
  const template = readTemplate();
  const properties = template.Resources.Role.Properties;
  const [policy, trust] = inLanguage('json').map(({ lines }) => JSON.parse(lines.join('\n')));

  test('has the policy of the template: one call, and nothing else', () => {
    expect(properties.Policies).toEqual([{ PolicyName: 'look-up-events', PolicyDocument: policy }]);
    expect(policy.Statement).toEqual([{ Effect: 'Allow', Action: 'cloudtrail:LookupEvents', Resource: '*' }]);
  });

  test('has the trust of the template: one principal, with an external ID', () => {
    const filled = JSON.stringify(properties.AssumeRolePolicyDocument)
      .replace('{"Ref":"TrustedPrincipal"}', JSON.stringify(trust.Statement[0].Principal.AWS))
      .replace('{"Ref":"ExternalId"}', JSON.stringify(trust.Statement[0].Condition.StringEquals['sts:ExternalId']));
    expect(JSON.parse(filled)).toEqual(trust);
  });

  test('is what the source of event history says it needs', () => {
    const [needed] = fencedIn(readFileSync('src/sources/event-history/README.md', 'utf8'));
    expect(JSON.parse(needed?.lines.join('\n') ?? '')).toEqual(policy);
  });

  test('is given the ARN and external ID of the example, which its parameters take', () => {
    const { TrustedPrincipal, ExternalId } = template.Parameters;
    expect(trust.Statement[0].Principal.AWS).toMatch(new RegExp(TrustedPrincipal.AllowedPattern));
    expect(trust.Statement[0].Condition.StringEquals['sts:ExternalId']).toMatch(new RegExp(ExternalId.AllowedPattern));
  });
});

/** A CloudFormation template, its short functions written out. */
function readTemplate() {
  const short = (name: string, key: string) => ({ tag: `!${name}`, resolve: (value: string) => ({ [key]: value }) });
  return parse(readFileSync('docs/trail-role.yml', 'utf8'), {
    customTags: [short('Ref', 'Ref'), short('GetAtt', 'Fn::GetAtt')],
  });
}

/** What `aws cloudformation deploy` is told of the template. */
function deployed(words: readonly string[]) {
  const after = (option: string) => words[words.indexOf(option) + 1];
  const given = words.slice(words.indexOf('--parameter-overrides') + 1).map((word) => word.split('=')[0]);
  return { file: after('--template-file'), capabilities: after('--capabilities'), given };
}

function wantedByTemplate() {
  const { Parameters } = readTemplate();
  const required = Object.keys(Parameters).filter((name) => Parameters[name].Default === undefined);
  return { file: 'docs/trail-role.yml', capabilities: 'CAPABILITY_NAMED_IAM', given: required };
}

describe('The README’s configuration', () => {
  const [text = ''] = inLanguage('yaml').map(({ lines }) => lines.join('\n'));

  test('is read without a fault', () => {
    expect(readConfig(text)).toMatchObject({ ok: true });
  });

  test('shows every setting of trail.yml', () => {
    const names = Object.entries(settingsOf).flatMap(([part, keys]) => (part.endsWith('athena') ? [] : keys));
    expect(names.filter((name) => !readme.toLowerCase().includes(name.toLowerCase()))).toEqual([]);
  });

  test('names every setting of the environment', () => {
    const named = tableIn(readme, '| variable | meaning | default |').flatMap(([cell = '']) => codeIn(cell));
    expect(named).toEqual([...knownSettings.map(({ name }) => name), 'AWS_*']);
  });

  test('gives a reason for each scope of the manifest', () => {
    const named = tableIn(readme, '| scope | for |').flatMap(([cell = '']) => codeIn(cell));
    const { bot, bot_optional } = manifest.oauth_config.scopes;
    expect(named).toEqual([...bot, ...bot_optional, 'usergroups:read']);
  });
});

describe('The README', () => {
  test('has a word on every question', () => {
    for (const { name } of shapes) expect(readme).toMatch(new RegExp(`\\*\\*\`${name}[\` ]`));
  });

  test.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s links to what there is', (file) => {
    const text = readFileSync(file, 'utf8');
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(
      ([, title = '']) =>
        `#${title
          .toLowerCase()
          .replace(/[^a-z ]/g, '')
          .replaceAll(' ', '-')}`,
    );
    for (const target of linksIn(text)) {
      if (target.startsWith('https://')) continue;
      expect({ target, there: target.startsWith('#') ? headings.includes(target) : existsSync(target) }).toEqual({
        target,
        there: true,
      });
    }
  });

  test('has a picture that is quickly loaded', () => {
    expect(statSync('docs/answer.png').size).toBeLessThan(300_000);
  });
});
