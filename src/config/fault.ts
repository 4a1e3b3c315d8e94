/** One thing wrong in trail.yml or in the environment. Never holds a secret. */
export interface ConfigFault {
  /** Which setting: `accounts[0].role`, `SLACK_BOT_TOKEN`. */
  at: string;
  /** Line in the file, from 1; null for the environment. */
  line: number | null;
  /** What is wrong, to follow `at` in a sentence: "is missing". */
  problem: string;
  /** What would be right, as a clause without a full stop. */
  right: string;
}

/** The fault as one line for people. */
export function describeFault({ at, line, problem, right }: ConfigFault, file = 'trail.yml'): string {
  const where = line === null ? '' : `${file} line ${line}: `;
  return `${where}${at} ${problem}; ${right}.`;
}

/** A value out of a configuration, fit to stand inside a sentence. */
export function quoted(value: string): string {
  const clean = [...value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')];
  return `“${clean.length > 60 ? `${clean.slice(0, 59).join('')}…` : clean.join('')}”`;
}
