/** What the file system calls the fault: ENOENT, EACCES and so on. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
