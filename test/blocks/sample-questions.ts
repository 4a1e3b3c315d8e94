import { fault } from '../../src/errors.ts';
import { hostile } from './sample-answers.ts';

export { shapes as sampleShapes } from '../../src/questions/index.ts';

export const sampleFaults = {
  'fault unknown question': fault('unknown-question', ['whoo'], {
    didYouMean: 'who DeleteBucket',
    example: 'who DeleteBucket since:7d',
  }),
  'fault bad time': fault('bad-time', ['since', '7 parsecs'], { example: 'who DeleteBucket since:7d' }),
  'fault without hints': fault('internal', []),
  'fault hostile': fault('unknown-question', [hostile], { didYouMean: hostile, example: hostile }),
};
