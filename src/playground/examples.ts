import { sampleQuestions } from '../sample/sample-questions.ts';
import type { Example } from './api.ts';

/** Questions to press: first some as they are spoken, then every one that the sample was made for. */
export const examples: readonly Example[] = [
  { text: '@trail who turned off logging since yesterday?', about: 'Asked in plain English; answered in a thread.' },
  { text: '/trail', about: 'Without a question: a form that asks for one.' },
  ...sampleQuestions.map(({ ask, finds }) => ({ text: `/trail ${ask}`, about: finds })),
];
