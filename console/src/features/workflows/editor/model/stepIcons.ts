import {
  IconArrowsShuffle,
  IconBrandGit,
  IconClock,
  IconFileSearch,
  IconGitBranch,
  IconHeartHandshake,
  IconMail,
  IconRefresh,
  IconRobot,
  IconRoute,
  IconSparkles,
  IconTransform,
  IconUser,
  IconUserQuestion,
  IconVariable,
  IconWebhook,
  IconWorld,
} from '@tabler/icons-react';

export interface StepLook {
  icon: typeof IconMail;
  color: string;
  /** Where the palette lists it. */
  group: string;
}

const look = (icon: typeof IconMail, color: string, group: string): StepLook => ({
  icon,
  color,
  group,
});

/** How steps are drawn, by their id or by what stands before its dot. */
const LOOKS: Record<string, StepLook> = {
  ux: look(IconRoute, 'iris', 'Stages'),
  email: look(IconMail, 'blue', 'Reach out'),
  engagement: look(IconHeartHandshake, 'pink', 'Reach out'),
  wait: look(IconClock, 'orange', 'Flow'),
  condition: look(IconGitBranch, 'grape', 'Flow'),
  switch: look(IconGitBranch, 'grape', 'Flow'),
  split: look(IconGitBranch, 'grape', 'Flow'),
  subflow: look(IconArrowsShuffle, 'grape', 'Flow'),
  for_each: look(IconArrowsShuffle, 'grape', 'Flow'),
  human: look(IconUserQuestion, 'yellow', 'People'),
  contact: look(IconUser, 'teal', 'People'),
  enrich: look(IconSparkles, 'teal', 'People'),
  set: look(IconVariable, 'gray', 'Data'),
  transform: look(IconTransform, 'gray', 'Data'),
  sync: look(IconRefresh, 'cyan', 'Data'),
  http: look(IconWorld, 'cyan', 'Outside'),
  url: look(IconFileSearch, 'cyan', 'Outside'),
  web: look(IconFileSearch, 'cyan', 'Outside'),
  browser: look(IconFileSearch, 'cyan', 'Outside'),
  callback: look(IconWebhook, 'cyan', 'Outside'),
  git: look(IconBrandGit, 'red', 'Outside'),
  llm: look(IconSparkles, 'violet', 'Models'),
  agent: look(IconRobot, 'violet', 'Models'),
};

const OTHER = look(IconArrowsShuffle, 'gray', 'Other');

export const GROUPS = [
  'Reach out',
  'Flow',
  'People',
  'Data',
  'Outside',
  'Models',
  'Other',
] as const;

export function lookOf(type: string): StepLook {
  return LOOKS[type] ?? LOOKS[type.split('.')[0] ?? ''] ?? OTHER;
}
