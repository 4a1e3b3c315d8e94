import { type Document, isMap, isNode, LineCounter, parseDocument, type YAMLParseError } from 'yaml';
import type { ConfigFault } from './fault.ts';

/** Larger files are refused unread (characters). */
const sizeLimit = 1_000_000;
/** Aliases that may be resolved in all: enough to share a list of Regions, too few for a bomb. */
const aliasLimit = 100;

export type Path = readonly PropertyKey[];

export interface Yaml {
  /** Every scalar is a string, as written: an account ID keeps its leading zeros, quoted or not. */
  value: unknown;
  /** The line of a setting; of the part it would belong to, where it isn't there. */
  lineOf(path: Path): number;
  /** The line of a key inside the part at `path`. */
  keyLineOf(path: Path, key: string): number;
}

/** What was read, as far as it can be read, and what is wrong with it as YAML. */
interface YamlRead {
  yaml: Yaml | null;
  faults: ConfigFault[];
}

/** Reads YAML 1.2 with the line of every setting. A file that is not YAML gives faults alone. */
export function readYaml(text: string): YamlRead {
  if (text.length > sizeLimit) return broken(1, `is ${text.length} characters long`, `${sizeLimit} are read at most`);
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
    const faults = document.errors.map((error) => syntaxFault(error, lines));
    // A key given twice leaves the rest readable, so the rest is still checked; after any other fault it is guesswork.
    const readable = document.errors.every(({ code }) => code === 'DUPLICATE_KEY');
    return { yaml: readable ? located(document, lines) : null, faults };
  } catch (error) {
    if (error instanceof ReferenceError) return broken(1, 'repeats its aliases too often', 'write the settings out');
    if (error instanceof RangeError) return broken(1, 'is nested too deeply', 'settings are at most five levels deep');
    throw error;
  }
}

function located(document: Document, lines: LineCounter): Yaml {
  const lineAt = (offset: number | undefined) => (offset === undefined ? 1 : lines.linePos(offset).line);
  const nodeAt = (path: Path): unknown => (path.length === 0 ? document.contents : document.getIn(path, true));
  const lineOf = (path: Path): number => {
    const node = nodeAt(path);
    if (isNode(node) && node.range) return lineAt(node.range[0]);
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1));
  };
  const keyLineOf = (path: Path, key: string): number => {
    const node = nodeAt(path);
    const pair = isMap(node) ? node.items.find((item) => String(item.key) === key) : undefined;
    return isNode(pair?.key) && pair.key.range ? lineAt(pair.key.range[0]) : lineOf(path);
  };
  return { value: document.toJS({ maxAliasCount: aliasLimit }), lineOf, keyLineOf };
}

const rights: Partial<Record<YAMLParseError['code'], string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  DUPLICATE_KEY: 'give every setting once',
  MULTIPLE_DOCS: 'leave out the second “---”: one file is one document',
  BAD_INDENT: 'indent the settings of one part alike',
};

function syntaxFault({ code, message, pos }: YAMLParseError, lines: LineCounter): ConfigFault {
  const problem = `can’t be read as YAML: ${message.replace(/\s+/g, ' ').trim().slice(0, 200).replace(/[.:]$/, '')}`;
  return {
    at: 'the file',
    line: Math.max(1, lines.linePos(pos[0]).line),
    problem,
    right: rights[code] ?? 'compare it with the example in the README',
  };
}

function broken(line: number, problem: string, right: string): YamlRead {
  return { yaml: null, faults: [{ at: 'the file', line, problem, right }] };
}
