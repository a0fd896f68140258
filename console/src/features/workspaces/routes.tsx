import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  {
    path: 'workflows/workspaces',
    lazy: page(() => import('./list/WorkspacesPage'), 'WorkspacesPage'),
  },
];
