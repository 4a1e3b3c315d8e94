import type { Meaning } from './meaning.ts';
import { phrases } from './phrases.ts';
import { verbForms } from './verbs.ts';

/** A place in the tree of phrases: the words that may follow, and what the words so far stand for. */
interface Node {
  next: Map<string, Node>;
  meaning: Meaning | null;
}

const root: Node = { next: new Map(), meaning: null };

for (const [meaning, ...forms] of phrases) {
  for (const form of forms) enter(form.split(' '), meaning);
}
for (const [form, verb] of verbForms) enter([form], { is: 'verb', verb });

/** Enters every way to say a form; where two say the same, the first stays. */
function enter(form: readonly string[], meaning: Meaning): void {
  let ends: Node[] = [root];
  for (const part of form) {
    const optional = part.endsWith('?');
    const words = (optional ? part.slice(0, -1) : part).split('|');
    const reached = ends.flatMap((node) => words.map((word) => childOf(node, word)));
    ends = optional ? [...ends, ...reached] : reached;
  }
  for (const node of ends) if (node !== root) node.meaning ??= meaning;
}

function childOf(node: Node, word: string): Node {
  const known = node.next.get(word);
  if (known !== undefined) return known;
  const child: Node = { next: new Map(), meaning: null };
  node.next.set(word, child);
  return child;
}

/** The longest phrase that begins at a word, and what it stands for; null where none does. */
export function phraseAt(words: readonly { low: string }[], at: number): { meaning: Meaning; used: number } | null {
  let node: Node | undefined = root;
  let found: { meaning: Meaning; used: number } | null = null;
  for (let used = 1; used <= words.length - at; used++) {
    node = node.next.get(words[at + used - 1]?.low ?? '');
    if (node === undefined) break;
    if (node.meaning !== null) found = { meaning: node.meaning, used };
  }
  return found;
}

/** Every word that stands in a phrase or is a form of a verb. */
export function lexiconWords(): ReadonlySet<string> {
  const words = new Set<string>();
  const collect = (node: Node) => {
    for (const [word, child] of node.next) {
      words.add(word);
      collect(child);
    }
  };
  collect(root);
  return words;
}
