/** `once`, `twice`, `1,234 times` */
export function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${figure(count)} times`;
}

/** `1 principal`, `12 principals` */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${figure(count)} ${count === 1 ? noun : plural}`;
}

/** `1,234`: the same in every locale. */
export function figure(count: number): string {
  return count.toLocaleString('en-US');
}

/** ` (3 failed)`, or nothing where all worked. */
export function withFailures(errors: number): string {
  return errors === 0 ? '' : ` (${figure(errors)} failed)`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
