import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconArrowsShuffle,
  IconLayoutKanban,
  IconListDetails,
  IconMoon,
  IconRoute,
  IconSearch,
  IconUser,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { listContactsOptions, listFlowsOptions } from '@/client/@tanstack/react-query.gen';
import { FOOT_PLACES, MAIN_PLACES } from './navigation';

const [store, palette] = createSpotlight();

export const openCommandPalette = palette.open;

/** Goes anywhere and finds flows and contacts, from the keyboard. */
export function CommandPalette() {
  const navigate = useNavigate();
  const { toggleColorScheme } = useMantineColorScheme();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 150);
  const search = { query: { q, pageSize: 5 } };
  const found = { enabled: q.length > 1, placeholderData: keepPreviousData };
  const flows = useQuery({ ...listFlowsOptions(search), ...found });
  const contacts = useQuery({ ...listContactsOptions(search), ...found });

  const go = (to: string) => () => navigate(to);
  const groups: SpotlightActionGroupData[] = [
    {
      group: 'Go to',
      actions: [
        ...[...MAIN_PLACES, ...FOOT_PLACES].map(({ to, label, icon: Icon }) => ({
          id: to,
          label,
          leftSection: <Icon size={16} stroke={1.7} />,
          onClick: go(to),
        })),
        {
          id: 'runs-board',
          label: 'Runs as a board',
          leftSection: <IconLayoutKanban size={16} stroke={1.7} />,
          onClick: go('/workflows?view=kanban'),
        },
        {
          id: 'flows',
          label: 'Flows',
          leftSection: <IconListDetails size={16} stroke={1.7} />,
          onClick: go('/workflows/flows'),
        },
        {
          id: 'journeys',
          label: 'Journeys',
          leftSection: <IconRoute size={16} stroke={1.7} />,
          onClick: go('/workflows/journeys'),
        },
        {
          id: 'scheme',
          label: 'Switch between light and dark',
          leftSection: <IconMoon size={16} stroke={1.7} />,
          onClick: toggleColorScheme,
        },
      ],
    },
  ];
  if (q.length > 1) {
    groups.push(
      {
        group: 'Flows',
        actions: (flows.data?.data ?? []).map((flow) => ({
          id: flow.id,
          label: flow.name,
          keywords: q,
          leftSection: <IconArrowsShuffle size={16} stroke={1.7} />,
          onClick: go(`/workflows/flows/${flow.id}`),
        })),
      },
      {
        group: 'Contacts',
        actions: (contacts.data?.data ?? []).map((contact) => ({
          id: contact.id,
          label: contact.name ?? contact.email ?? 'A contact without a name',
          description: contact.company ?? undefined,
          keywords: q,
          leftSection: <IconUser size={16} stroke={1.7} />,
          onClick: go(`/contacts/${contact.id}`),
        })),
      },
    );
  }
  return (
    <Spotlight
      store={store}
      actions={groups}
      query={text}
      onQueryChange={setText}
      shortcut={['mod + K', '/']}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound="Nothing is called that."
      searchProps={{
        leftSection: <IconSearch size={16} />,
        placeholder: 'Go to a page, flow or contact',
        'aria-label': 'Search and commands',
      }}
    />
  );
}
