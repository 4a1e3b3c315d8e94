export { at, type Fields, isFields, parsed, textAt } from '../../src/playground/slack/json.ts';
