import {
  ActionIcon,
  Button,
  CopyButton,
  Group,
  Popover,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconBookmark, IconCheck, IconLink, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import {
  filtersIn,
  readFilters,
  type SavedFilter,
  withFilter,
  withoutFilter,
} from './savedFilters';

const LONGEST = 60;

const NONE: SavedFilter[] = [];

/** Filters of a list under names of one's own, in this browser; others are given their links. */
export function SavedFilters({ list }: { list: string }) {
  const [saved, setSaved] = useLocalStorage({
    key: `stitch-filters-${list}`,
    defaultValue: NONE,
    getInitialValueInEffect: false,
    deserialize: readFilters,
  });
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const [, setParams] = useSearchParams();
  const { pathname, search } = useLocation();
  const shown = filtersIn(search);
  const current = saved.find((each) => each.search === shown);
  const linkOf = (each: SavedFilter) => `${window.location.origin}${pathname}?${each.search}`;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      shadow="md"
      width={300}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="xs"
          variant={current ? 'light' : 'default'}
          leftSection={<IconBookmark size={14} />}
          aria-label={current && `Saved filters: ${current.name}`}
          onClick={() => setOpened(!opened)}
        >
          {current ? current.name : 'Saved filters'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved filters">
        <Stack gap="xs">
          {saved.map((each) => (
            <Group key={each.name} gap={4} wrap="nowrap">
              <Button
                size="compact-sm"
                variant={each === current ? 'light' : 'subtle'}
                color="gray"
                flex={1}
                justify="start"
                onClick={() => {
                  setParams(each.search);
                  setOpened(false);
                }}
              >
                {each.name}
              </Button>
              <CopyButton value={linkOf(each)}>
                {({ copied, copy }) => (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="sm"
                    aria-label={copied ? 'Copied' : `Copy the link of ${each.name}`}
                    onClick={copy}
                  >
                    {copied ? <IconCheck size={14} /> : <IconLink size={14} />}
                  </ActionIcon>
                )}
              </CopyButton>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={`Forget ${each.name}`}
                onClick={() => setSaved(withoutFilter(saved, each.name))}
              >
                <IconTrash size={14} />
              </ActionIcon>
            </Group>
          ))}
          {!current && shown !== '' && (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                setSaved(withFilter(saved, { name: name.trim(), search: shown }));
                setName('');
                setOpened(false);
              }}
            >
              <Group gap="xs" align="end" wrap="nowrap">
                <TextInput
                  size="xs"
                  flex={1}
                  label="Save what is shown as"
                  data-autofocus
                  maxLength={LONGEST}
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                />
                <Button size="xs" type="submit" disabled={name.trim() === ''}>
                  Save
                </Button>
              </Group>
            </form>
          )}
          <Text size="xs" c="dimmed">
            {shown === '' && saved.length === 0
              ? 'Search or filter the list first, then save that under a name.'
              : 'Kept in this browser. To share filters, copy their link.'}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
