import { Tabs } from '@mantine/core';
import {
  IconArrowsShuffle,
  IconCalendarTime,
  IconChartBar,
  IconGitBranch,
  IconMail,
  IconMessages,
  IconPlayerPlay,
  IconRoute,
  IconTemplate,
} from '@tabler/icons-react';
import { useNavigate } from 'react-router';

const TABS = [
  { value: '/workflows', label: 'Runs', icon: IconPlayerPlay },
  { value: '/workflows/flows', label: 'Flows', icon: IconArrowsShuffle },
  { value: '/workflows/journeys', label: 'Journeys', icon: IconRoute },
  { value: '/workflows/templates', label: 'Templates', icon: IconTemplate },
  { value: '/workflows/mail', label: 'Mail', icon: IconMail },
  { value: '/workflows/sessions', label: 'Sessions', icon: IconMessages },
  { value: '/workflows/schedules', label: 'Schedules', icon: IconCalendarTime },
  { value: '/workflows/workspaces', label: 'Workspaces', icon: IconGitBranch },
  { value: '/workflows/analytics', label: 'Analytics', icon: IconChartBar },
] as const;

/** The sides of workflows: what runs, what can run, who is on the way, whom campaigns reach, mail, conversations with agents, times, working copies of repositories, and what all of it came to. */
export function WorkflowTabs({ value }: { value: (typeof TABS)[number]['value'] }) {
  const navigate = useNavigate();
  return (
    <Tabs value={value} onChange={(to) => to && navigate(to)} mb="md">
      <Tabs.List aria-label="Workflows">
        {TABS.map(({ value: to, label, icon: Icon }) => (
          <Tabs.Tab key={to} value={to} leftSection={<Icon size={15} stroke={1.7} />}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
