/** Text as both databases can hold it: PostgreSQL refuses NUL, SQLite's text ends at one; half a sign is none. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\u{FFFD}').replace(/\p{Surrogate}/gu, '\u{FFFD}');
}
