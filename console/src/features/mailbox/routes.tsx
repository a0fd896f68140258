import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  { path: 'mailbox', lazy: page(() => import('./MailboxPage'), 'MailboxPage') },
];
