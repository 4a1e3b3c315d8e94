import { printFault } from '../cli/print-fault.ts';
import { exits } from '../cli/terminal.ts';
import { describeFault } from '../config/fault.ts';
import { readState } from '../config/settings.ts';
import { fault } from '../errors.ts';
import { statePlace } from '../state/state-place.ts';
import type { Outside } from './outside.ts';

/** `trail asked`: prints the bot's own audit trail. Returns the exit code. */
export async function asked(given: readonly string[], { env, out, err, screen }: Outside): Promise<number> {
  const extra = given.find((word) => word !== '--json');
  if (extra !== undefined) {
    err(printFault(fault('word-unexpected', [extra], { example: 'asked --json' })));
    return exits.misunderstood;
  }
  const state = readState(env);
  if (!state.ok) {
    err(`${describeFault(state.fault)}\n`);
    return exits.misunderstood;
  }
  const { openStore } = await import('../state/open-store.ts');
  const { printAsked } = await import('../cli/asked.ts');
  const store = await openStore(statePlace(state.value));
  if (!store.ok) {
    err(printFault(store.fault.fault));
    return exits.failed;
  }
  try {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    await printAsked(store.value, 0, given.includes('--json'), { out, zone, width: screen.width });
    return exits.complete;
  } finally {
    await store.value.close();
  }
}
