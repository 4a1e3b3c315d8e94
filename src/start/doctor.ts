import { printFault } from '../cli/print-fault.ts';
import { findingsJson, printFindings } from '../cli/print-findings.ts';
import { exits } from '../cli/terminal.ts';
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
  const { readConfiguration } = await import('./configuration.ts');
  const { trace } = await import('./trace.ts');
  const { findings, understood } = await examine({
    version,
    node: process.versions.node,
    env,
    read: await readConfiguration(outside),
    region: env.AWS_REGION ?? env.AWS_DEFAULT_REGION,
    clock,
    onBug: (error) => err(`${trace(error)}\n`),
    signal,
  });
  out(given.includes('--json') ? findingsJson(findings) : printFindings(findings, screen));
  if (!understood) return exits.misunderstood;
  return findings.every(({ state }) => state !== 'wrong') ? exits.complete : exits.incomplete;
}
