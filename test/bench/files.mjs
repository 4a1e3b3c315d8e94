import { passedFiles } from '../structure/passed-files.mjs';

/** What the same count gave before conditions, sources and the pipeline were made one thing each. */
const before = 147;
const most = 0.5;

export default { name: 'files to read', run };

/** How many files a question passes from the request to the delivered message. */
async function run() {
  const passed = await passedFiles();
  const value = passed.length / before;
  return [
    {
      line: `files that /trail who DeleteBucket passes: ${passed.length} where there were ${before}: ${value.toFixed(2)} (at most ${most})`,
      value,
      reference: most,
      unit: 'ratio',
    },
  ];
}
