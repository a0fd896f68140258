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

/** The pages of workflows, each a tab. */
export const WORKFLOW_PLACES = [
  { to: '/workflows', label: 'Runs', icon: IconPlayerPlay },
  { to: '/workflows/flows', label: 'Flows', icon: IconArrowsShuffle },
  { to: '/workflows/journeys', label: 'Journeys', icon: IconRoute },
  { to: '/workflows/templates', label: 'Templates', icon: IconTemplate },
  { to: '/workflows/mail', label: 'Mail', icon: IconMail },
  { to: '/workflows/sessions', label: 'Sessions', icon: IconMessages },
  { to: '/workflows/schedules', label: 'Schedules', icon: IconCalendarTime },
  { to: '/workflows/workspaces', label: 'Workspaces', icon: IconGitBranch },
  { to: '/workflows/analytics', label: 'Analytics', icon: IconChartBar },
] as const;

export type WorkflowPlace = (typeof WORKFLOW_PLACES)[number]['to'];
