import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('ARCHITECTURE.md names each file that a question passes from the request to the delivered message', () => {
  const passed: string[] = JSON.parse(execFileSync(process.execPath, ['test/structure/passed-files.mjs']).toString());
  const [, way = ''] = /## File by file\n(.*?)\n## /s.exec(readFileSync('ARCHITECTURE.md', 'utf8')) ?? [];
  const named = [...way.matchAll(/\]\(src\/([\w./-]+\.ts)\)/g)].map(([, file]) => file).sort();
  expect(named).toEqual(passed);
}, 30_000);
