import { hasLongRun } from './base64-run.ts';

/** Words and beginnings that go with secrets. */
const telling =
  /secret|passw|token|credential|private.?key|authorization|signature|api.?key|userdata|environment|connectionstring|eyJ|xox|xapp-|hooks\.slack|-----BEGIN|bearer |basic /i;

/**
 * Whether a text may hold a secret. Nearly all text of nearly all records holds none, so this test is what masking
 * costs: three quick looks measured five times faster than one regular expression for all.
 */
export function isSuspicious(text: string): boolean {
  return telling.test(text) || hasLongRun(text) || text.includes('://');
}
