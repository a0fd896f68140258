import type { RouteObject } from 'react-router';
import { page } from '@/app/page';

export const routes: RouteObject[] = [
  {
    path: 'workflows/analytics',
    lazy: page(() => import('./AnalyticsPage'), 'AnalyticsPage'),
  },
];
