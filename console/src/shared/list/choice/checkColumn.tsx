import { Checkbox } from '@mantine/core';
import type { ColumnDef } from '@tanstack/react-table';
import { withRows } from './selection';

interface Check<T> {
  /** The ids of the rows that are chosen, also on pages that are not shown. */
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  /** What the box of the header says. */
  all: string;
  /** What people call a row. */
  name: (row: T) => string;
}

/** The boxes by which rows are chosen, one by one or all of a page. */
export function checkColumn<T extends { id: string }>(check: Check<T>): ColumnDef<T> {
  const { chosen, onChoose, all, name } = check;
  const choose = (rows: T[], isChosen: boolean) =>
    onChoose(
      withRows(
        chosen,
        rows.map(({ id }) => id),
        isChosen,
      ),
    );
  return {
    id: 'chosen',
    meta: { width: 40 },
    header: ({ table }) => {
      const shown = table.getRowModel().rows.map((row) => row.original);
      const count = shown.filter(({ id }) => chosen.has(id)).length;
      return (
        <Checkbox
          size="xs"
          aria-label={all}
          checked={count > 0 && count === shown.length}
          indeterminate={count > 0 && count < shown.length}
          onChange={(event) => choose(shown, event.currentTarget.checked)}
        />
      );
    },
    cell: ({ row }) => (
      <Checkbox
        size="xs"
        aria-label={`Choose ${name(row.original)}`}
        checked={chosen.has(row.original.id)}
        onChange={(event) => choose([row.original], event.currentTarget.checked)}
      />
    ),
  };
}
