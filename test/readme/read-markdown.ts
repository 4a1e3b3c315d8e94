/** A fenced block of a Markdown file, taken out of the list it may stand in. */
export interface Fenced {
  language: string;
  lines: string[];
}

export function fencedIn(markdown: string): Fenced[] {
  return [...markdown.matchAll(/^( *)```(\w+)\n([\s\S]*?)^ *```$/gm)].map(
    ([, indent = '', language = '', body = '']) => ({
      language,
      lines: body
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => line.slice(Math.min(indent.length, line.search(/\S|$/)))),
    }),
  );
}

/** Text in backticks within a line. */
export function codeIn(markdown: string): string[] {
  const prose = markdown.replace(/^ *```[\s\S]*?^ *```$/gm, '');
  return [...new Set([...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code))];
}

/** The rows of the table under a heading row, cell by cell, without backticks. */
export function tableIn(markdown: string, heading: string): string[][] {
  const lines = markdown.split('\n');
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`There is no table ${heading}`);
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Links to files and to headings. */
export function linksIn(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}
