import { Button, Group, Text } from '@mantine/core';
import type { ContactFilter } from '@/client';
import { formatCount, plural } from '@/shared/format/number';
import { NOBODY, type Selection } from './selection';

interface Props {
  selection: Selection;
  filter: ContactFilter;
  /** How many the list finds. */
  fitting: number;
  onSelect: (selection: Selection) => void;
}

/** Who is chosen, also on pages that are not shown, and the way to choose all or nobody. */
export function SelectionBar({ selection, filter, fitting, onSelect }: Props) {
  const isAll = selection.kind === 'all';
  const count = isAll ? fitting : selection.ids.size;
  return (
    <Group gap="xs" mih={30}>
      <Text size="sm" fw={500} role="status">
        {isAll
          ? `All ${plural(count, 'contact')} that match are chosen`
          : count > 0
            ? `${plural(count, 'contact')} chosen`
            : 'Choose who starts'}
      </Text>
      {!isAll && fitting > 0 && (
        <Button size="compact-xs" variant="light" onClick={() => onSelect({ kind: 'all', filter })}>
          Select all {formatCount(fitting)} that match
        </Button>
      )}
      {count > 0 && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onSelect(NOBODY)}>
          Select nobody
        </Button>
      )}
    </Group>
  );
}
