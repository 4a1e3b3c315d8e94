import { takeOnly } from './follow-up-words.ts';
import { countEventWords } from './names/resolve-event.ts';
import { resolveService } from './names/resolve-service.ts';
import { type Clock, readInstant, readSpan } from './read-time.ts';
import { isArn, isSurelyResource, type KnownAccount, readAddress, readKey } from './read-values.ts';
import { looksLikeRegion } from './regions.ts';
import { joinPieces, type Piece, type Token, wholePiece } from './tokens.ts';

/** What stands without a modifier and shows by its looks which one it lacks: the words, and the whole with it. */
interface Lacking {
  piece: Piece;
  modified: string;
}

const longestTime = 6;

/**
 * The modifier that the next words lack: of a time, an event, an address, a key, an ARN, a Region, an account,
 * a kind of call or a service; null for what may be any name. `tokens` end before the next modifier.
 */
export function guessModifier(
  tokens: readonly Token[],
  { accounts, ...clock }: Clock & { accounts: readonly KnownAccount[] },
): Lacking | null {
  const [token] = tokens;
  if (token === undefined) return null;
  for (let words = Math.min(longestTime, tokens.length); words > 0; words--) {
    const piece = joinPieces(tokens.slice(0, words).map(wholePiece));
    if (readSpan(piece.text, clock) !== null) return { piece, modified: `during ${piece.text}` };
    if (readInstant(piece.text, clock, 'start') !== null) return { piece, modified: `since ${piece.text}` };
  }
  const words = countEventWords(tokens);
  const piece = joinPieces(tokens.slice(0, Math.max(1, words)).map(wholePiece));
  const { text } = piece;
  if (words > 0) return { piece, modified: words > 1 ? `event ${text}` : `event:${text}` };
  const modified = modifierOfValue(text, accounts);
  return modified === null ? null : { piece, modified };
}

/** `ip:10.0.0.1` for `10.0.0.1`, and so on; null for what may be any name. */
export function modifierOfValue(text: string, accounts: readonly KnownAccount[]): string | null {
  if (/\s/.test(text)) return null;
  if (readAddress(text).ok) return `ip:${text}`;
  if (readKey(text).ok) return `key:${text}`;
  if (isSurelyResource(text)) return `on:${text}`;
  if (isArn(text)) return `by:${text}`;
  if (text.toLowerCase().split(',').every(looksLikeRegion)) return `in:${text}`;
  const named = accounts.some(({ name, id }) => name.toLowerCase() === text.toLowerCase() || id === text);
  if (named) return `account:${text}`;
  const is = takeOnly(`only ${text}`);
  if (is !== null) return `is:${is}`;
  return resolveService(text).ok ? `service:${text}` : null;
}
