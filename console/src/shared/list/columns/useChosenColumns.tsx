import { useLocalStorage } from '@mantine/hooks';
import type { ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import { ColumnMenu } from './ColumnMenu';
import { type ColumnChoice, choosable, isShown, readChoice } from './columnChoice';

const AS_USUAL: ColumnChoice = {};

/** The column whose head has the menu by which columns are chosen. */
const MENU = 'columns';

/** Buttons at the end of each row; their column has room for the menu in its head. */
const ACTS = 'acts';

/**
 * The columns that this browser wants to see of a list.
 *
 * @param list what the choice is remembered by; without it nothing is chosen
 * @return the columns, and what the head of one of them has instead of a title
 */
export function useChosenColumns<T>(list: string | undefined, columns: ColumnDef<T>[]) {
  const [choice, setChoice] = useLocalStorage({
    key: `stitch-columns-${list}`,
    defaultValue: AS_USUAL,
    getInitialValueInEffect: false,
    deserialize: readChoice,
  });
  const shown = useMemo(() => {
    if (!list) {
      return columns.filter((column) => isShown(column, AS_USUAL));
    }
    const chosen = columns.filter((column) => isShown(column, choice));
    const menu: ColumnDef<T> = { id: MENU, meta: { width: 44 }, cell: () => null };
    return chosen.at(-1)?.id === ACTS ? chosen : [...chosen, menu];
  }, [list, columns, choice]);
  const heads = list && {
    [shown.at(-1)?.id ?? MENU]: (
      <ColumnMenu
        titles={choosable(columns)}
        shown={new Set(choosable(shown))}
        onShow={(title, isWanted) => setChoice((known) => ({ ...known, [title]: isWanted }))}
        onReset={() => setChoice(AS_USUAL)}
      />
    ),
  };
  return { columns: shown, heads: heads || {} };
}
