import { printFault } from '../cli/print-fault.ts';
import { exits } from '../cli/terminal.ts';
import { findingsJson, printFindings } from '../doctor/print-findings.ts';
import { fault } from '../errors.ts';
import type { Outside } from './outside.ts';

/** `trail doctor`: looks at everything that Trail needs, and says what to do about each fault. Returns the exit code. */
export async function doctor(given: readonly string[], outside: Outside): Promise<number> {
  const { env, version, clock, out, err, screen } = outside;
  const extra = given.find((word) => word !== '--json');
  if (extra !== undefined) {
    err(printFault(fault('doctor-flag', [extra], { example: 'doctor' })));
    return exits.misunderstood;
  }
  const signal = outside.stopAt('SIGINT');
  const { examine } = await import('../doctor/examine.ts');
  const { createAdapters } = await import('./adapters.ts');
  const { readConfiguration } = await import('./configuration.ts');
  const { trace } = await import('./trace.ts');
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION;
  const onBug = (error: unknown) => err(`${trace(error)}\n`);
  const onLookup = () => undefined;
  const { findings, understood } = await examine({
    version,
    node: process.versions.node,
    env,
    read: await readConfiguration(outside),
    region,
    clock,
    connect: (config) => createAdapters({ config, logs: null, version, region, clock, onLookup, onBug }),
    signal,
  });
  out(given.includes('--json') ? findingsJson(findings) : printFindings(findings, screen));
  if (!understood) return exits.misunderstood;
  return findings.every(({ state }) => state !== 'wrong') ? exits.complete : exits.incomplete;
}
