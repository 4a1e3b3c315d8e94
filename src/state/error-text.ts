/** A field of an error that may come from a driver's own classes; empty where it has no such text. */
export function errorText(error: unknown, field: 'code' | 'message'): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : '';
}
