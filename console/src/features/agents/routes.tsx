import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  {
    path: 'workflows/sessions',
    lazy: page(() => import('./sessions/SessionsPage'), 'SessionsPage'),
  },
  {
    path: 'workflows/sessions/:id',
    lazy: page(() => import('./session/SessionPage'), 'SessionPage'),
  },
  {
    path: 'workflows/sessions/:id/compare/:otherId',
    lazy: page(() => import('./compare/ComparePage'), 'ComparePage'),
  },
];
