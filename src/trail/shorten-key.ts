/** An access key ID as people recognise it: `AKIAIOSFODNN7EXAMPLE` is shown as `AKIA…MPLE`. */
export function shortenKey(key: string): string {
  return key.length <= 9 ? key : `${key.slice(0, 4)}…${key.slice(-4)}`;
}
