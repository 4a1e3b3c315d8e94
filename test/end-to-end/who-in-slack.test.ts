import { afterEach, describe, expect, test } from '@jest/globals';
import { startAws } from '../fakes/aws.ts';
import { type Bot, startBot } from '../fakes/run-bot.ts';
import { startSlack } from '../fakes/slack.ts';
import { until } from '../fakes/until.ts';
import { record } from '../records/make.ts';

const role = 'arn:aws:iam::111122223333:role/trail-read-only';
const other = 'arn:aws:iam::123456789012:role/trail-read-only';
const config = `
accounts:
  - {name: prod, id: "111122223333", role: "${role}", externalId: shared-secret, regions: [us-east-1, us-east-2]}
  - {name: dev, id: "123456789012", role: "${other}", regions: [eu-west-1]}
`;
const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;

const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

async function workspace(aws: Parameters<typeof startAws>[0]) {
  const cloud = await startAws({
    roles: { [role]: { account: '111122223333', externalId: 'shared-secret' }, [other]: { account: '123456789012' } },
    ...aws,
  });
  running.push(cloud.stop);
  const slack = await startSlack();
  running.push(slack.stop);
  const bot: Bot = await startBot({ config, env: { ...cloud.env, ...slack.env, LOG_LEVEL: 'debug' } });
  running.push(bot.stop);
  slack.connect(bot.url);
  const ask = async (text: string) => {
    const { responseId, status } = await slack.command({ text });
    expect(status).toBe(200);
    const final = (posts: { body: unknown }[]) =>
      posts.length > 0 && !JSON.stringify(posts.at(-1)?.body).includes('Searching');
    const posts = await slack.answers(responseId, { until: final });
    return { posts, last: JSON.stringify(posts.at(-1)?.message) };
  };
  return { cloud, slack, bot, ask };
}

describe('/trail who, from Slack to CloudTrail and back', () => {
  test('names the caller, and says what was searched', async () => {
    const { cloud, slack, ask } = await workspace({
      records: [
        record({
          eventName: 'DescribeSlackChannels',
          role: 'user',
          session: 'jdoe',
          region: 'us-east-2',
          time: minutesAgo(60),
          address: '192.0.2.7',
        }),
        record({
          eventName: 'DescribeSlackChannels',
          user: 'alice',
          region: 'eu-west-1',
          account: '123456789012',
          time: minutesAgo(30),
        }),
      ],
    });
    const { posts, last } = await ask('who describe slack channels');

    expect(last).toContain('2 principals called DescribeSlackChannels twice');
    expect(last).toContain('jdoe');
    expect(last).toContain('192.0.2.7');
    expect(posts.length).toBeLessThanOrEqual(5);
    expect(slack.refused()).toEqual([]);
    const lookups = cloud.lookups();
    expect(new Set(lookups.map(({ account, region }) => `${account} ${region}`)).size).toBe(3);
    const asker = slack.workspace.users[0]?.id;
    expect(new Set(lookups.map(({ sessionName }) => sessionName))).toEqual(new Set([`trail-${asker}`]));
    expect(lookups.every(({ sessionPolicy }) => sessionPolicy?.includes('cloudtrail:LookupEvents'))).toBe(true);
    expect(cloud.calls.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(2);
  });

  test('tells nobody from not searched', async () => {
    const { ask } = await workspace({
      faults: [{ operation: 'LookupEvents', error: 'AccessDeniedException', status: 400 }],
    });
    const { last } = await ask('who DeleteBucket');
    expect(last).toContain('Nothing could be searched');
    const quiet = await workspace({});
    expect((await quiet.ask('who DeleteBucket')).last).toContain('Nobody called DeleteBucket');
  });

  test('shows hostile text harmless, and nothing of it pings or links', async () => {
    const hostile = '<!channel> <@U1> <http://evil.example|console> `code` \u202egnp.exe \u0007';
    const { slack, ask } = await workspace({
      records: [
        record({
          eventName: 'DeleteBucket',
          role: 'admin',
          session: hostile,
          userAgent: hostile.repeat(2000),
          error: 'AccessDenied',
          errorMessage: hostile,
          time: minutesAgo(60),
        }),
      ],
    });
    const { last } = await ask('who DeleteBucket');
    expect(last).toContain('called DeleteBucket once');
    expect(slack.live()).toEqual([]);
    expect(slack.refused()).toEqual([]);
  });

  test('pages through everything of an explicit window at no more than two calls a second', async () => {
    const many = Array.from({ length: 180 }, (_, i) =>
      record({ eventName: 'DeleteBucket', user: `user-${i % 7}`, time: minutesAgo(20) - i * 1000 }),
    );
    const { cloud, ask } = await workspace({ records: many });
    const { last } = await ask('who DeleteBucket since:24h account:prod in:us-east-1');
    expect(last).toContain('180 times');
    expect(cloud.throttledCalls()).toEqual([]);
    expect(cloud.lookups()).toHaveLength(4);
  });

  test('answers what is not understood with the closest right form', async () => {
    const { cloud, slack, ask } = await workspace({});
    expect((await ask('whoo DeleteBucket')).last).toContain('who DeleteBucket');
    expect((await ask('')).last).toContain('help');
    await until(() => slack.views.length > 0);
    expect(slack.views[0]?.view).toMatchObject({ callback_id: 'ask-form' });
    expect(cloud.lookups()).toEqual([]);
  });
});
