import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/**
 * Loaded before the bot, it tells which files it passes: each SIGUSR2 writes the URLs of the files of which a function
 * ran since the last one, to the file that PASSED_FILES names.
 */
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
process.on('SIGUSR2', async () => {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const ran = result.filter(({ functions }) => functions.some(isPassed));
  writeFileSync(process.env.PASSED_FILES, JSON.stringify(ran.map(({ url }) => url)));
});

/** A module's own body is a function too, from its first character on: it runs when the file is loaded. */
function isPassed({ ranges: [whole] }) {
  return whole.count > 0 && whole.startOffset > 0;
}
