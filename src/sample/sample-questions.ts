import { stories } from './stories/index.ts';
import type { SampleQuestion } from './stories/story.ts';

export type { SampleQuestion };

/** What goes on day by day can be asked about as well. */
const everyday: readonly SampleQuestion[] = [
  {
    ask: 'what jdoe since:7d',
    finds: 'A week of jdoe’s work, in all Regions.',
    evidence: ['DescribeSlackChannels', 'AssociateChannel'],
  },
  {
    ask: 'what jdoe during yesterday',
    finds: 'A day of his work, by the day as the asker’s clock tells it.',
    evidence: ['jdoe', 'AssumeRole'],
  },
  {
    ask: 'what ci-deployer since:7d',
    finds: 'The noisiest caller of all: the pipeline, which assumes a role for each deployment.',
    evidence: ['AssumeRole'],
  },
  {
    ask: 'errors by role/deploy since:30d',
    finds: 'Deployments that found their stack busy.',
    evidence: ['CreateChangeSet', 'ValidationException'],
  },
  {
    ask: 'who AssumeRole by 444455556666 since:24h',
    finds: 'The monitoring vendor, who comes from an account of its own.',
    evidence: ['192.0.2.120'],
  },
  { ask: 'status', finds: 'Two accounts and six Regions, all of which can be searched.', evidence: ['6 Regions'] },
];

/** Questions that find something in the sample, the best to begin with first. */
export const sampleQuestions: readonly SampleQuestion[] = [
  ...stories.flatMap(({ questions }) => questions),
  ...everyday,
];
