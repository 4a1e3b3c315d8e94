/**
 * Writes lint/order.json, by which Biome holds the folders of src/ to the one way that imports run. With --check it
 * writes nothing, and fails where the file, the folders or ARCHITECTURE.md say something else.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A folder, or file, of src/ imports what stands in the lines before its own, and nothing else; what shares a line is apart. */
const order = [
  ['errors'],
  ['trail'],
  ['catalogue', 'state'],
  ['condition'],
  ['query'],
  ['plan'],
  ['access', 'sample'],
  ['sources'],
  ['present'],
  ['questions'],
  ['ask'],
  ['digest'],
  ['commands', 'config', 'export'],
  ['blocks', 'cli'],
  ['playground', 'slack'],
  ['doctor'],
  ['start'],
  ['main'],
];

/** These know no SDK, no Slack, no file system, no environment and no clock: time is handed to them. */
const pure = [
  'errors',
  'trail',
  'catalogue',
  'condition',
  'query',
  'plan',
  'access',
  'sample',
  'present',
  'questions',
  'blocks',
];
const impure = ['@slack/*', '@aws-sdk/*', '@smithy/*', 'pino', 'yaml', 'node:*'];
const exceptions = { trail: ['!node:crypto', '!node:zlib'], blocks: ['!@slack/types'] };

const aws = ['@aws-sdk/*', '@smithy/*'];
const withSlack = ['slack', 'start', 'doctor'];
const withAws = ['sources'];

const root = new URL('../', import.meta.url);

/** Folders and files of src/ that a name of the order stands for, as they are imported from `depth` folders below src/. */
function importsOf(name, depth) {
  const up = depth === 0 ? './' : '../'.repeat(depth);
  return [`${name}.ts`, `${name}/`]
    .filter((one) => existsSync(new URL(`src/${one}`, root)))
    .map((one) => `${up}${one}${one.endsWith('/') ? '**' : ''}`);
}

function packagesOf(name) {
  if (pure.includes(name)) return [...impure, ...(exceptions[name] ?? [])];
  return [...(withSlack.includes(name) ? [] : ['@slack/*']), ...(withAws.includes(name) ? [] : aws)];
}

function overrideOf(name, before, depth) {
  const up = depth === 0 ? './' : '../'.repeat(depth);
  const own = depth === 0 ? importsOf(name, 0) : [];
  const allowed = [...before.flatMap((one) => importsOf(one, depth)), ...own];
  const rest = depth < 2 ? '' : '/*'.repeat(depth - 1);
  return {
    includes: [depth === 0 ? `src/${name}.ts` : `src/${name}${rest}/*`],
    linter: {
      rules: {
        style: {
          noRestrictedImports: {
            level: 'error',
            options: {
              patterns: [
                {
                  group: [`${up}**`, ...allowed.map((path) => `!${path}`)],
                  message: `${name} may import only what stands before it in lint/order.mjs.`,
                },
                {
                  group: packagesOf(name),
                  message: `${name} knows none of these: see lint/order.mjs.`,
                },
              ],
            },
          },
        },
      },
    },
  };
}

const overrides = order.flatMap((names, at) => {
  const before = order.slice(0, at).flat();
  return names.flatMap((name) => {
    const file = existsSync(new URL(`src/${name}.ts`, root)) ? [overrideOf(name, before, 0)] : [];
    return [...file, ...depthsOf(name).map((depth) => overrideOf(name, before, depth))];
  });
});
const clock = {
  includes: pure.map((name) => (existsSync(new URL(`src/${name}/`, root)) ? `src/${name}/**` : `src/${name}.ts`)),
  plugins: ['./lint/no-clock.grit'],
};
const lines = [...overrides, clock].map((override) => JSON.stringify(override));
const written = `{"overrides": [\n${lines.join(',\n')}\n]}\n`;

/** How many folders below src/ a folder's own files lie. */
function depthsOf(name) {
  const folder = new URL(`src/${name}/`, root);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const below = ({ parentPath }) => relative(fileURLToPath(folder), parentPath).split(sep).filter(Boolean).length;
  return [...new Set(files.map((entry) => 1 + below(entry)))].sort();
}

/** What ARCHITECTURE.md says of it, in lines of at most 120 characters. */
function told() {
  const lines = [''];
  for (const [at, names] of order.entries()) {
    const word = `${at === 0 ? '' : '← '}${names.join(', ')}`;
    const line = lines.at(-1);
    if (line.length + word.length + 1 > 118) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return `\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`;
}

function faults() {
  const placed = new Set(order.flat());
  const found = readdirSync(new URL('src/', root)).map((name) => name.replace(/\.ts$/, ''));
  const read = (path) => (existsSync(new URL(path, root)) ? readFileSync(new URL(path, root), 'utf8') : '');
  return [
    ...found.filter((name) => !placed.has(name)).map((name) => `src/${name} has no place in the order.`),
    ...[...placed].filter((name) => !found.includes(name)).map((name) => `There is no src/${name}.`),
    ...(read('lint/order.json') === written
      ? []
      : ['lint/order.json is not up to date: node lint/order.mjs writes it.']),
    ...(read('ARCHITECTURE.md').includes(told()) ? [] : [`ARCHITECTURE.md should tell the order as\n${told()}`]),
  ];
}

if (process.argv.includes('--check')) {
  for (const fault of faults()) {
    process.stderr.write(`${fault}\n`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(new URL('lint/order.json', root), written);
}
