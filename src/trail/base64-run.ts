/** The shortest run of base64 that is looked at: the length of a secret access key. */
export const shortestRun = 40;

/**
 * Whether a text holds a run of base64 long enough to be a secret. Looks at every fortieth letter and, where that
 * may belong to a run, back from it: most letters are never read.
 */
export function hasLongRun(text: string): boolean {
  let end = shortestRun - 1;
  while (end < text.length) {
    let at = end;
    while (at > end - shortestRun && isBase64(text.charCodeAt(at))) at -= 1;
    if (at === end - shortestRun) return true;
    end = at + shortestRun;
  }
  return false;
}

const base64 = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-') {
  base64[letter.charCodeAt(0)] = 1;
}

/** Either base64 alphabet, padding included. */
export function isBase64(code: number): boolean {
  return base64[code] === 1;
}
