import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  { path: 'inbox/tasks', lazy: page(() => import('./CrmTasksPage'), 'CrmTasksPage') },
];
