/** What is known of a column where columns are chosen. */
export interface Column {
  id?: string | undefined;
  header?: unknown;
  meta?: { hidden?: boolean } | undefined;
}

/** Which columns somebody wants to see or not to see, where that is not as it usually is. */
export type ColumnChoice = Readonly<Record<string, boolean>>;

/** What a column is called; undefined for one without a title, which is always shown. */
export const titleOf = ({ header }: Column): string | undefined =>
  typeof header === 'string' ? header : undefined;

export function isShown(column: Column, choice: ColumnChoice): boolean {
  const title = titleOf(column);
  return title === undefined || (choice[title] ?? !column.meta?.hidden);
}

/** The titles among which one chooses: all but that of the first, which says what a row is. */
export const choosable = (columns: readonly Column[]): string[] =>
  columns
    .map(titleOf)
    .filter((title) => title !== undefined)
    .slice(1);

/** What was stored, whatever it was. */
export function readChoice(stored: string | undefined): ColumnChoice {
  try {
    const choice: unknown = JSON.parse(stored ?? '{}');
    return Object.fromEntries(
      Object.entries(choice ?? {}).filter(([, shown]) => typeof shown === 'boolean'),
    );
  } catch {
    return {};
  }
}
