import { useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconCalendarTime,
  IconGitBranch,
  IconLayoutKanban,
  IconListDetails,
  IconMoon,
  IconRoute,
  IconSearch,
  IconSettings,
  IconTemplate,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { SETTINGS_SECTIONS } from '@/features/settings/sections';
import { FOOT_PLACES, MAIN_PLACES } from './navigation';
import { useFound } from './useFound';

const [store, palette] = createSpotlight();

export const openCommandPalette = palette.open;

/** Goes anywhere and finds flows, templates, contacts, journeys and runs, from the keyboard. */
export function CommandPalette() {
  const navigate = useNavigate();
  const { toggleColorScheme } = useMantineColorScheme();
  const [text, setText] = useState('');
  const found = useFound(text);

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
          id: 'templates',
          label: 'Templates',
          leftSection: <IconTemplate size={16} stroke={1.7} />,
          onClick: go('/workflows/templates'),
        },
        {
          id: 'schedules',
          label: 'Schedules',
          leftSection: <IconCalendarTime size={16} stroke={1.7} />,
          onClick: go('/workflows/schedules'),
        },
        {
          id: 'workspaces',
          label: 'Workspaces',
          leftSection: <IconGitBranch size={16} stroke={1.7} />,
          onClick: go('/workflows/workspaces'),
        },
        {
          id: 'scheme',
          label: 'Switch between light and dark',
          leftSection: <IconMoon size={16} stroke={1.7} />,
          onClick: toggleColorScheme,
        },
      ],
    },
    {
      group: 'Settings',
      actions: SETTINGS_SECTIONS.map(({ name, label }) => ({
        id: `settings-${name}`,
        label: `Settings: ${label}`,
        leftSection: <IconSettings size={16} stroke={1.7} />,
        onClick: go(`/settings/${name}`),
      })),
    },
    ...found.map(({ group, icon: Icon, hits }) => ({
      group,
      actions: hits.map(({ to, ...hit }) => ({
        id: to,
        ...hit,
        leftSection: <Icon size={16} stroke={1.7} />,
        onClick: go(to),
      })),
    })),
  ];
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
        placeholder: 'Go to a page, flow, contact or run',
        'aria-label': 'Search and commands',
      }}
    />
  );
}
