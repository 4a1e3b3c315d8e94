/**
 * Writes AWS's partitions and their Regions, as the AWS SDK knows them, for readers that may not know the SDK. Run by
 * `npm run names`; the same data gives the same bytes.
 */
// biome-ignore-all lint/style/noRestrictedImports: a build script; the readers never run it
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The SDK tells of one Region at a time; its list of all of them is in this file of its core. */
const list = 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';
const client = createRequire(import.meta.url).resolve('@aws-sdk/client-cloudtrail/package.json');
const core = dirname(createRequire(client).resolve('@aws-sdk/core/package.json'));
// Told by its package to be CommonJS, it is a module: so it is loaded by its text.
const source = readFileSync(join(core, list), 'utf8');
const { partitionsInfo } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const partitions = partitionsInfo.partitions.map(({ id, regionRegex, regions, outputs }) => ({
  id,
  pattern: regionRegex,
  home: outputs.implicitGlobalRegion,
  regions: Object.entries(regions).flatMap(([code, { description }]) =>
    code.endsWith('-global') ? [] : [{ code, description }],
  ),
}));
if (!partitions.some(({ id, regions }) => id === 'aws' && regions.length > 17)) {
  throw new Error(`${list} of @aws-sdk/core does not list AWS's Regions any more.`);
}

const target = fileURLToPath(new URL('./partitions.generated.ts', import.meta.url));
writeFileSync(
  target,
  `/** AWS's partitions and Regions, from the AWS SDK (Apache-2.0); written by generate-partitions.mjs. */
export const partitions = ${JSON.stringify(partitions, null, 2)};
`,
);
