import { useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import {
  IconChecklist,
  IconLayoutKanban,
  IconMoon,
  IconSearch,
  IconSettings,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { getSessionOptions } from '@/client/@tanstack/react-query.gen';
import { useSettingsSections } from '@/features/settings/useSettingsSections';
import { WORKFLOW_PLACES } from '@/features/workflows/workflowPlaces';
import { useMay } from '@/shared/session/useMay';
import { commandsOf } from './commands';
import { FOOT_PLACES, MAIN_PLACES } from './navigation';
import { type Ranked, ranked } from './rank';
import { useFound } from './useFound';

const [store, palette] = createSpotlight();

export const openCommandPalette = palette.open;

const PLACES = [
  ...MAIN_PLACES,
  ...WORKFLOW_PLACES.map((place) =>
    // The first of the tabs is where "Workflows" leads.
    place.to === '/workflows' ? { ...place, to: '/workflows?view=list' } : place,
  ),
  { to: '/workflows?view=kanban', label: 'Runs as a board', icon: IconLayoutKanban },
  { to: '/inbox/tasks', label: 'Tasks for contacts', icon: IconChecklist },
  ...FOOT_PLACES,
];

/** What has a place that one goes to. */
interface Goal extends Ranked {
  to: string;
  icon: typeof IconSearch;
}

interface Offer extends Ranked {
  id: string;
  icon: typeof IconSearch;
  act: () => void;
}

/** Does things, goes anywhere, and finds what has a name, from the keyboard alone. */
export function CommandPalette() {
  const navigate = useNavigate();
  const { toggleColorScheme } = useMantineColorScheme();
  const [text, setText] = useState('');
  const session = useQuery(getSessionOptions());
  const found = useFound(text, useMay('operator'));
  const isAwaited = useRef(false);
  const sections = useSettingsSections();

  const going = ({ to, ...offer }: Goal): Offer => ({ ...offer, id: to, act: () => navigate(to) });
  const groups = ranked<Offer>(text, [
    { group: 'Go to', actions: PLACES.map(going) },
    {
      group: 'Do',
      actions: [
        ...commandsOf(session.data?.role).map(going),
        {
          id: 'scheme',
          label: 'Switch between light and dark',
          keywords: 'toggle theme colours dark mode',
          icon: IconMoon,
          act: toggleColorScheme,
        },
      ],
    },
    {
      group: 'Settings',
      actions: sections.map(({ name, label }) =>
        going({ to: `/settings/${name}`, label: `Settings: ${label}`, icon: IconSettings }),
      ),
    },
    ...found.groups.map(({ group, icon, hits }) => ({
      group,
      actions: hits.map((hit) => going({ ...hit, icon })),
    })),
  ]);
  const shown = groups.flatMap(({ actions }) => actions.map(({ id }) => id)).join();

  // Hits come after what was typed: the first of all is the one that Enter takes.
  useEffect(() => {
    if (text.trim() && shown && store.getState().selected <= 0) {
      const first = selectFirst();
      if (isAwaited.current && !found.isSearching) {
        first?.click();
      }
    }
    if (!found.isSearching) {
      isAwaited.current = false;
    }
  }, [shown, text, found.isSearching]);

  const awaitFirst = (event: KeyboardEvent) => {
    isAwaited.current = event.key === 'Enter' && shown === '' && found.isSearching;
  };
  return (
    <Spotlight
      store={store}
      filter={(_, offered) => offered}
      actions={groups.map(({ group, actions }) => ({
        group,
        actions: actions.map(({ icon: Icon, act, ...action }) => ({
          ...action,
          leftSection: <Icon size={16} stroke={1.7} />,
          onClick: act,
        })),
      }))}
      query={text}
      onQueryChange={setText}
      shortcut={['mod + K', '/']}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound={found.isSearching ? 'Searching…' : 'Nothing is called that.'}
      searchProps={{
        leftSection: <IconSearch size={16} />,
        placeholder: 'Go to a page, flow, contact or run, or do something',
        'aria-label': 'Search and commands',
        onKeyDown: awaitFirst,
      }}
    />
  );
}

/** Marks the first of the list as the one that Enter takes, as the palette marks it while typing. */
function selectFirst(): HTMLElement | undefined {
  const list = document.getElementById(store.getState().listId);
  const [first] = list?.querySelectorAll<HTMLElement>('[data-action]') ?? [];
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected');
  first?.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
  return first;
}
