import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount, plural } from '@/shared/format/number';
import { NOBODY } from './selection';
import type { useSelection } from './useSelection';

interface Props {
  selecting: ReturnType<typeof useSelection>;
  /** What to say while nobody is chosen. */
  ask?: string;
  /** What can be done with whoever is chosen. */
  children?: ReactNode;
}

/** Who is chosen, also on pages that are not shown, and the way to choose all or nobody. */
export function SelectionBar({ selecting, ask, children }: Props) {
  const { selection, select, filter, fitting } = selecting;
  const isAll = selection.kind === 'all';
  const count = isAll ? fitting : selection.ids.size;
  return (
    <Group gap="xs" mih={30}>
      <Text size="sm" fw={500} role="status">
        {isAll
          ? `All ${plural(count, 'contact')} that match are chosen`
          : count > 0
            ? `${plural(count, 'contact')} chosen`
            : ask}
      </Text>
      {!isAll && fitting > 0 && (
        <Button size="compact-xs" variant="light" onClick={() => select({ kind: 'all', filter })}>
          Select all {formatCount(fitting)} that match
        </Button>
      )}
      {count > 0 && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => select(NOBODY)}>
          Select nobody
        </Button>
      )}
      {count > 0 && children}
    </Group>
  );
}
