/** Why HTTP can't be served at an address, and what to do; null where the error is another. */
export function listenTrouble(error: unknown, host: string, port: number): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const other = `set PORT to another, such as PORT=${port + 1} npm start.`;
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Stop that one, or ${other}`;
  if (code === 'EACCES') return `Port ${port} on ${host} may not be used; ${other}`;
  if (code === 'EADDRNOTAVAIL') return `${host} is no address of this machine. Unset HOST, or set it to one that is.`;
  return null;
}
