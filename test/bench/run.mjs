import { readdirSync } from 'node:fs';

/**
 * Runs every benchmark beside this file, or those whose name holds the word given. Each line says what was measured
 * against its reference, in the same run; a line that misses its reference is marked, and makes the run fail.
 */
const wanted = process.argv[2] ?? '';
const here = new URL('./', import.meta.url);
let missed = 0;

for (const file of readdirSync(here).sort()) {
  if (!file.endsWith('.mjs') || file === 'run.mjs' || file.startsWith('loopback-') || !file.includes(wanted)) continue;
  const { default: bench } = await import(new URL(file, here).href);
  if (bench === undefined) continue;
  console.log(bench.name);
  for (const { line, value, reference, atLeast = false } of await bench.run()) {
    const holds = atLeast ? value >= reference : value <= reference;
    if (!holds) missed += 1;
    console.log(`  ${holds ? 'ok    ' : 'MISSED'} ${line}`);
  }
}
process.exitCode = missed > 0 ? 1 : 0;
