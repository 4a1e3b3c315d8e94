/** Where the answer goes, and what is known of the terminal. */
export interface Terminal {
  out: (text: string) => void;
  err: (text: string) => void;
  colour: boolean;
  /** IANA zone in which times are read and shown. */
  zone: string;
  /** Columns. */
  width: number;
  /** Whether somebody watches stderr. */
  watched: boolean;
  accountNames: ReadonlyMap<string, string>;
}

/** How `npx trail` ends: with a complete answer, a question not understood, an incomplete answer. */
export const exits = { complete: 0, failed: 1, misunderstood: 2, incomplete: 3 } as const;
