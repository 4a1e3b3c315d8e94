/**
 * Fits a name to STS's rule for RoleSessionName: 2 to 64 of letters, digits and `_+=,.@-`.
 * Whatever else stands in it becomes `-`, so that the trail still tells who asked.
 */
export function sessionName(asker: string): string {
  const fitting = asker.replace(/[^A-Za-z0-9_+=,.@-]/g, '-').slice(0, 64);
  return fitting.length < 2 ? `trail-${fitting}` : fitting;
}
