import type { Coverage } from '../plan/coverage.ts';
import type { Phrase } from '../present/answer.ts';
import type { Window } from '../query/query.ts';
import type { Millis } from '../trail/event.ts';
import type { SectionName } from './sections.ts';

/** One thing that a digest tells. */
export interface DigestLine {
  section: SectionName;
  text: Phrase;
  /** The question behind it, in command form. */
  command: string;
  /** How much it is worth a look; 0: it is as usual. */
  weight: number;
  /** Whether it happened before the window, and arrived after the last digest. */
  late: boolean;
}

/** What one section tells beyond the things most worth a look. */
export interface DigestSection {
  name: SectionName;
  /** The most telling first. */
  lines: DigestLine[];
  /** The question behind the whole section. */
  command: string;
}

/** Calls of an account, against as long a time of the week before; null where that is not known. */
export interface Volume {
  account: string;
  calls: number;
  usual: number | null;
}

/** What a digest says: pure data, from which its message is made. */
export interface DigestContent {
  /** What it covers, end exclusive. */
  window: Window;
  /** IANA zone in which its times are told. */
  zone: string;
  /** Names of the accounts it is about. */
  accounts: string[];
  /** The three things most worth a look, or a sentence with the figures by which nothing is. */
  headline: { top: DigestLine[]; nothing: Phrase | null };
  sections: DigestSection[];
  /** Sections that have nothing to tell. */
  empty: SectionName[];
  /** Null where the digest does not tell of volume. */
  volumes: Volume[] | null;
  /** How many events of the time before are told in this one, because they arrived after the last. */
  late: number;
  /** From when on it is known what is usual; null: nothing is known yet. */
  knownSince: Millis | null;
  hidden: number;
  partiallyRead: number;
  coverage: Coverage;
}
