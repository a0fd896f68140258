import type { ImportResultBadRow } from '@/client';

/** What spreadsheets run when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

const cell = (text: string) =>
  `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/**
 * The rows of a file that were not imported, as CSV: where each is, what is wrong, and the row.
 *
 * @param text the file
 */
export function badRowsCsv(rows: readonly ImportResultBadRow[], text: string): string {
  const lines = text.split(/\r\n|\n|\r/);
  return [
    ['line', 'problem', 'row'],
    ...rows.map(({ line, message }) => [String(line), message, lines[line - 1] ?? '']),
  ]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('');
}
