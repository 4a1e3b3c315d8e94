import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const src = join(import.meta.dirname, '../../src');

/** What the files of a folder import, by file. */
function importsOf(folder: string): { file: string; imported: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/g)].map(
        ([, imported = '']) => ({
          file,
          imported,
        }),
      ),
    );
}

test('Not one line of the bot knows of the playground, but for the one that starts it', () => {
  const knowing = importsOf(src).filter(
    ({ file, imported }) => !file.startsWith('playground') && /playground\//.test(imported),
  );
  expect([...new Set(knowing.map(({ file }) => file))]).toEqual(['start/play.ts']);
});

test('The local Slack knows nothing of the bot', () => {
  const foreign = importsOf(join(src, 'playground/slack')).filter(({ imported }) => imported.startsWith('../../'));
  expect(foreign).toEqual([]);
});

test('The page shares nothing with the server but the types of what they say to each other', () => {
  const folder = join(src, 'playground/page');
  const outside = importsOf(folder).filter(({ file, imported }) =>
    imported.startsWith('.') ? !join('/page', file, '..', imported).startsWith('/page') : false,
  );
  expect([...new Set(outside.map(({ imported }) => imported.split('/').at(-1)))]).toEqual(['api.ts']);
});
