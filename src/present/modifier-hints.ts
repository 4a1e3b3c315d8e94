/** What can follow any question, and how times are written. */
export const modifierHints = [
  ['Narrow it down', 'by in account service on event ip key is limit', 'as name:value or name value'],
  ['Say when', 'since until during', 'with 90m, 24h, 7d, 2026-11-20, today, yesterday, last monday 3pm'],
] as const;
