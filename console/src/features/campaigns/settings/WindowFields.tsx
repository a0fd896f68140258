import { Button, Group, Select, Stack, Switch, TagsInput, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { ZONES } from '@/shared/format/zones';
import { CONTACT_ZONE, type SendingWindow } from '../plan/sendingWindow';
import { BlockFields } from './BlockFields';

const OFFICE_HOURS: SendingWindow = {
  blocks: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
  timezone: CONTACT_ZONE,
  holidays: [],
};

const CLOCKS = [
  { value: CONTACT_ZONE, label: "The contact's own" },
  ...ZONES.map((zone) => ({ value: zone, label: zone })),
];

/** The API takes up to this many blocks besides the first. */
const MOST_BLOCKS = 21;

interface Props {
  window: SendingWindow | undefined;
  fault: (field: string) => string | undefined;
  onChange: (window: SendingWindow | undefined) => void;
}

/** The hours in which mail may leave, on which days and by whose clocks. */
export function WindowFields({ window, fault, onChange }: Props) {
  if (!window) {
    return (
      <Switch
        size="xs"
        label="Send only at certain hours"
        checked={false}
        onChange={() => onChange(OFFICE_HOURS)}
      />
    );
  }
  const { blocks, timezone, holidays } = window;
  const changeBlocks = (changed: SendingWindow['blocks']) =>
    onChange({ ...window, blocks: changed });
  return (
    <Stack gap="sm">
      <Switch
        size="xs"
        label="Send only at certain hours"
        checked
        onChange={() => onChange(undefined)}
      />
      <div>
        {blocks.map((block, index) => (
          <BlockFields
            // biome-ignore lint/suspicious/noArrayIndexKey: hours are their place in the list
            key={index}
            block={block}
            name={blocks.length > 1 ? `Hours ${index + 1}` : 'Hours'}
            fault={(field) => fault(index === 0 ? field : `/blocks/${index - 1}${field}`)}
            onChange={(change) =>
              changeBlocks(blocks.map((each, at) => (at === index ? { ...each, ...change } : each)))
            }
            onRemove={
              blocks.length > 1
                ? () => changeBlocks(blocks.filter((_, at) => at !== index))
                : undefined
            }
          />
        ))}
      </div>
      {blocks.length < MOST_BLOCKS && (
        <Group>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPlus size={13} />}
            onClick={() =>
              changeBlocks([...blocks, ...(blocks.length ? blocks : OFFICE_HOURS.blocks).slice(-1)])
            }
          >
            Add hours
          </Button>
        </Group>
      )}
      <Select
        size="xs"
        label="By the clocks of"
        searchable
        allowDeselect={false}
        data={CLOCKS}
        limit={50}
        nothingFoundMessage="No such zone"
        value={timezone}
        error={fault('/timezone')}
        onChange={(zone) => zone && onChange({ ...window, timezone: zone })}
      />
      <TagsInput
        size="xs"
        label="Holidays"
        description="Nothing leaves on these dates. Write each as 2026-12-25 and press Enter."
        value={[...holidays]}
        error={holidayFault(holidays, fault)}
        onChange={(dates) => onChange({ ...window, holidays: dates })}
      />
      {fault('') && (
        <Text size="xs" c="red">
          {fault('')}
        </Text>
      )}
    </Stack>
  );
}

/** The first thing that is wrong with the dates, wherever in their list. */
function holidayFault(
  holidays: readonly string[],
  fault: (field: string) => string | undefined,
): string | undefined {
  const faults = ['', ...holidays.map((_, index) => `/${index}`)];
  return faults.map((field) => fault(`/holidays${field}`)).find(Boolean);
}
