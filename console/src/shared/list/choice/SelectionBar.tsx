import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount, plural } from '@/shared/format/number';
import type { Selecting } from './useSelection';

interface Props {
  selecting: Selecting;
  /** What a row is called. */
  noun: string;
  /** What to say while nothing is chosen. */
  ask?: string;
  /** What can be done with what is chosen. */
  children?: ReactNode;
}

/** What is chosen, also on pages that are not shown, and the way to choose all or nothing. */
export function SelectionBar({ selecting, noun, ask, children }: Props) {
  const { selection, chooseAll, chooseNone, fitting, isMore, count } = selecting;
  const isAll = selection.kind === 'all';
  return (
    <Group gap="xs" mih={30}>
      <Text size="sm" fw={500} role="status">
        {isAll
          ? `All ${isMore ? `${formatCount(count)} or more ${noun}s` : plural(count, noun)} that match are chosen`
          : count > 0
            ? `${plural(count, noun)} chosen`
            : ask}
      </Text>
      {!isAll && fitting > 0 && (
        <Button size="compact-xs" variant="light" onClick={chooseAll}>
          Select all {formatCount(fitting)} {isMore && 'or more '}that match
        </Button>
      )}
      {count > 0 && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={chooseNone}>
          Select none
        </Button>
      )}
      {count > 0 && children}
    </Group>
  );
}
