import {
  IconArrowsShuffle,
  IconHelp,
  IconHome,
  IconInbox,
  IconMail,
  IconNews,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';

interface Place {
  to: string;
  label: string;
  icon: typeof IconHome;
}

export const MAIN_PLACES: readonly Place[] = [
  { to: '/', label: 'Dashboard', icon: IconHome },
  { to: '/contacts', label: 'Contacts', icon: IconUsers },
  { to: '/content', label: 'Content', icon: IconNews },
  { to: '/workflows', label: 'Workflows', icon: IconArrowsShuffle },
  { to: '/inbox', label: 'Inbox', icon: IconInbox },
  { to: '/mailbox', label: 'Mailbox', icon: IconMail },
];

export const FOOT_PLACES: readonly Place[] = [
  { to: '/settings', label: 'Settings', icon: IconSettings },
  { to: '/help', label: 'Help', icon: IconHelp },
];
