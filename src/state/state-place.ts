/** Where the state is kept: in a folder (TRAIL_DATA) or on a PostgreSQL server (DATABASE_URL). */
export type StatePlace = { kind: 'folder'; folder: string } | { kind: 'server'; url: string };

/** The place that the settings name. */
export function statePlace({ database, data }: { database: string | null; data: string }): StatePlace {
  return database === null ? { kind: 'folder', folder: data } : { kind: 'server', url: database };
}
