import { ActionIcon, Chip, Group, Input, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Block, Weekday } from '../plan/sendingWindow';
import { WEEKDAYS } from '../plan/sendingWindow';
import classes from './Settings.module.css';

const NAMES: Record<Weekday, string> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

interface Props {
  block: Block;
  name: string;
  fault: (field: string) => string | undefined;
  onChange: (change: Partial<Block>) => void;
  onRemove?: () => void;
}

/** Hours of some days. */
export function BlockFields({ block, name, fault, onChange, onRemove }: Props) {
  return (
    <fieldset className={classes.block} aria-label={name}>
      <Input.Wrapper label="Days" size="xs" error={fault('/days')} labelElement="div">
        <Chip.Group
          multiple
          value={[...block.days]}
          onChange={(days) => {
            // Without a day it would never open.
            if (days.length > 0) {
              onChange({ days: WEEKDAYS.filter((day) => days.includes(day)) });
            }
          }}
        >
          <Group gap={4}>
            {WEEKDAYS.map((day) => (
              <Chip key={day} value={day} size="xs" radius="sm">
                {NAMES[day]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <TextInput
        size="xs"
        type="time"
        label="From"
        value={block.from}
        error={fault('/from')}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="time"
        label="To"
        // The field has no 24:00.
        value={block.to === '24:00' ? '00:00' : block.to}
        error={fault('/to')}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
      />
      {onRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={`Remove ${name.toLowerCase()}`}
          onClick={onRemove}
        >
          <IconTrash size={15} />
        </ActionIcon>
      )}
    </fieldset>
  );
}
