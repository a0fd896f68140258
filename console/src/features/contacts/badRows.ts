import type { ImportResultBadRow } from '@/client';

/** What spreadsheets run when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

const cell = (text: string) =>
  `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** The row that begins at a line: a cell in quotes may go over several. */
function rowAt(lines: readonly string[], first: number): string {
  let row = lines[first] ?? '';
  for (let next = first + 1; hasOpenQuote(row) && next < lines.length; next++) {
    row += `\n${lines[next]}`;
  }
  return row;
}

const hasOpenQuote = (row: string) => row.split('"').length % 2 === 0;

/**
 * The rows of a file that were not imported, as CSV: where each is, what is wrong, and the row.
 *
 * @param text the file
 */
export function badRowsCsv(rows: readonly ImportResultBadRow[], text: string): string {
  const lines = text.split(/\r\n|\n|\r/);
  return [
    ['line', 'problem', 'row'],
    ...rows.map(({ line, message }) => [String(line), message, rowAt(lines, line - 1)]),
  ]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('');
}
