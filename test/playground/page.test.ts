import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  type Browser,
  composer,
  hasBrowser,
  lastMessage,
  picture,
  say,
  seriousFaults,
  startBrowser,
} from './browser.ts';

const described = hasBrowser() ? describe : describe.skip;

described('The playground’s page, in Chromium', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await startBrowser();
    page = await browser.open();
  }, 60_000);
  afterAll(() => browser?.close());
  afterEach(() => expect(browser.complaints).toEqual([]));

  /** Types a question, and waits for an answer that holds this. */
  async function ask(text: string, evidence: string | RegExp): Promise<void> {
    await say(page, text);
    await lastMessage(page).filter({ hasText: evidence }).waitFor();
  }

  test('offers questions, and a channel to ask them in', async () => {
    expect(await page.title()).toBe('Trail playground');
    expect(await page.getByRole('button', { name: '/trail who StopLogging' }).count()).toBe(1);
    await picture(page, 'welcome');
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('completes commands, events and modifiers while they are typed', async () => {
    const suggestions = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    await composer(page).fill('/tr');
    await suggestions.filter({ hasText: '/trail' }).waitFor();
    await composer(page).press('Tab');
    await composer(page).pressSequentially('who DescribeSl');
    await suggestions.filter({ hasText: 'DescribeSlackChannels' }).first().waitFor();
    await picture(page, 'completion');
    await composer(page).press('ArrowDown');
    await composer(page).press('Enter');
    expect(await composer(page).inputValue()).toMatch(/^\/trail who DescribeSl\w+ $/);
    await composer(page).fill('');
  });

  test.each([
    ['/trail who DescribeSlackChannels', 'jdoe called DescribeSlackChannels'],
    ['/trail session log-admin/maintenance', 'mateo'],
    ['/trail key AKIAIOSFODNN7EXAMPLE since:7d', '198.51.100.77'],
    ['/trail root', 'root'],
    ['/trail denied', 'AccessDenied'],
    ['/trail touched audit-logs since:7d', 'DeleteBucket'],
    ['/trail chatbot', 'chatbot'],
    ['/trail ip 203.0.113.66 since:7d', '203.0.113.66'],
    ['/trail logins', 'without MFA'],
    ['/trail changes in us-west-2', 'us-west-2'],
    ['/trail status', '6 Regions'],
    ['/trail help', '/trail'],
  ])('answers %s', async (question, evidence) => {
    await ask(question, evidence);
    await picture(page, `story-${question.split(' ')[1]}`);
  });

  test('answers a mention in a thread, and a follow-up there', async () => {
    await say(page, '@trail who turned off logging since yesterday?');
    await page.getByRole('button', { name: '1 reply' }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('article').filter({ hasText: 'StopLogging' }).first().waitFor();
    await thread.getByRole('combobox').fill('@trail and since 30d?');
    await thread.getByRole('combobox').press('Enter');
    await thread.getByRole('article').nth(3).filter({ hasText: 'StopLogging' }).waitFor();
    await picture(page, 'thread');
    expect(await seriousFaults(page)).toEqual([]);
    await thread.getByRole('button', { name: 'Close the thread' }).click();
  });

  test('asks by the form, whose faults stand at their fields', async () => {
    await say(page, '/trail');
    const form = page.getByRole('dialog', { name: 'Ask Trail' });
    await form.getByLabel('When').fill('the day after never');
    await form.getByRole('combobox', { name: 'Event' }).fill('stop logg');
    await form.getByRole('option', { name: 'StopLogging' }).click();
    await form.getByRole('button', { name: 'Ask' }).click();
    await form.getByRole('alert').waitFor();
    await picture(page, 'form');
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByLabel('When').fill('7d');
    await form.getByRole('button', { name: 'Ask' }).click();
    await form.waitFor({ state: 'detached' });
    await lastMessage(page).filter({ hasText: 'StopLogging' }).waitFor();
  });

  test('opens the record behind a call, and closes it by Escape', async () => {
    await ask('/trail who StopLogging', 'StopLogging');
    await lastMessage(page).getByRole('button', { name: /more$/ }).click();
    await page.getByRole('menuitem').first().click();
    const details = page.getByRole('dialog');
    await details.filter({ hasText: 'eventSource' }).waitFor();
    await picture(page, 'details');
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
  });

  test('exports what was found, to be downloaded', async () => {
    await ask('/trail who DescribeSlackChannels', 'DescribeSlackChannels');
    await lastMessage(page).getByRole('button', { name: 'Export' }).click();
    await page.getByRole('navigation').getByRole('button', { name: 'Trail', exact: true }).click();
    const file = page.getByRole('link', { name: /\.csv/ });
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('DescribeSlackChannels');
    await picture(page, 'export');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '# audit' }).click();
  });

  test('keeps private answers private, and to the accounts that somebody may see', async () => {
    const seen = await page.getByRole('article').count();
    expect(seen).toBeGreaterThan(5);
    await page.getByRole('navigation').getByText('Paulo Santos').click();
    expect(await page.getByRole('article').filter({ hasText: 'Only visible to you' }).count()).toBe(0);
    await ask('/trail status', 'dev');
    await ask('/trail who StopLogging account:prod', /may not|not allowed/);
    await picture(page, 'access');
    await page.getByRole('navigation').getByText('Mary Major').click();
  });

  test('shows every payload as JSON', async () => {
    await page.getByRole('button', { name: 'Payloads' }).click();
    await page
      .getByRole('button', { name: /response/ })
      .first()
      .click();
    await page.getByText('"response_type"').first().waitFor();
    await picture(page, 'payloads');
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('shows Trail’s Home tab', async () => {
    await page.getByRole('button', { name: 'Trail’s Home' }).click();
    await page.getByRole('heading', { name: /Ask Trail/ }).waitFor();
    await picture(page, 'home');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '# audit' }).click();
  });

  test('is as readable in the dark', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'dark');
    expect(await seriousFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('button', { name: 'Theme: System' }).click();
    await page.getByRole('button', { name: 'Theme: Light' }).click();
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('says the same in ten tabs, and again after a reload in the middle of an answer', async () => {
    const tabs = await Promise.all(Array.from({ length: 10 }, () => browser.open()));
    const first = tabs[0];
    if (first === undefined) throw new Error('There is no tab');
    await say(first, '/trail what jdoe since:7d public');
    await first.reload();
    await Promise.all(
      tabs.map((tab) =>
        lastMessage(tab)
          .filter({ hasText: /jdoe (made|did)/ })
          .waitFor(),
      ),
    );
    await Promise.all(tabs.map((tab) => tab.close()));
  });
});
